import { messageOf, Poison } from "./base/errors.ts";
import type { LogRecord } from "./log/log.ts";
import { encodeReplay } from "./dead_letter.ts";
import {
  Deletion,
  encodeDeletion,
  encodeEngagement,
  encodePost,
  Engagement,
  Post,
  type TimeKind,
} from "./post.ts";
import { admitDocument } from "./sources/door.ts";
import { isFields } from "./sources/fields.ts";
import { decoders } from "./sources/replay/formats.ts";
import type { Decoder } from "./sources/source.ts";

/** What is known of a refused input. */
export interface RefusedInput {
  source: string;
  stream: string;
  origin: string;
}

const times: readonly unknown[] = ["fromId", "stable", "unstable"] satisfies TimeKind[];

/**
 * The log records of an input that was refused before, through the same door as if it came now: an item as its source
 * delivers it, the fields of a post, or a line of the log. `now` is in UTC milliseconds.
 * @throws {Poison} saying why it is refused.
 */
export function readmit(input: RefusedInput, payload: string, now: number): LogRecord[] {
  const document = parse(payload);
  if (isFields(document) && document.v === 1 && typeof document.t === "string") return [readLine(document)];
  const decoder = findDecoder(input.source, document);
  const arrival = { stream: input.stream, origin: input.origin, receivedAt: now };
  const records = admitDocument(decoder, document, payload, arrival);
  const refused = records.map(({ line }) => JSON.parse(line)).find(({ t }) => t === "dead");
  if (refused !== undefined) throw new Poison(`It ${refused.reason}`);
  if (records.length === 0) throw new Poison("It holds nothing that could land");
  return records;
}

/** The log record that settles a dead letter by others in its place, or by none where it is given up. */
export function settleLetter(id: string, records: LogRecord[]): LogRecord {
  return { key: records[0]?.key ?? id, line: encodeReplay(id, records.map(({ line }) => line)) };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new Poison(`It is not JSON: ${messageOf(error)}`);
  }
}

// The door keeps the fields of a post that it refused, not the item they came from.
function findDecoder(source: string, document: unknown): Decoder {
  const known = decoders.filter((decoder) => decoder.source === source);
  const found = known.find((decoder) => decoder.recognises(document)) ?? known[0];
  if (found === undefined) {
    throw new Poison(`Source "${source}" has no format; give a line of the log, with "v":1 and "t":"post"`);
  }
  const isPost = isFields(document) && "id" in document && "createdAt" in document;
  if (!isPost || found.recognises(document)) return found;
  return {
    ...found,
    *decode() {
      yield { post: document as { id: unknown; createdAt: unknown; text: unknown } };
    },
  };
}

function readLine(line: Record<string, unknown>): LogRecord {
  switch (line.t) {
    case "post":
    case "edit": {
      const post = check(Post.safeParse(line));
      if (!times.includes(line.time)) throw new Poison(`Its time is none of ${times.join(", ")}`);
      return { key: post.id, line: encodePost(post, line.time as TimeKind) };
    }
    case "delete": {
      const deletion = check(Deletion.safeParse(line));
      return { key: deletion.key, line: encodeDeletion(deletion) };
    }
    case "engagement": {
      const engagement = check(Engagement.safeParse(line));
      return { key: engagement.id, line: encodeEngagement(engagement) };
    }
    default:
      throw new Poison(`It is a line of the unknown kind t=${JSON.stringify(line.t)}`);
  }
}

type Parsed<Value> =
  | { success: true; data: Value }
  | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };

function check<Value>(parsed: Parsed<Value>): Value {
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Poison(`Its ${path.join(".") || "line"} ${message}`);
}
