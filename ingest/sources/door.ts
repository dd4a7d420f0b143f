import { messageOf } from "../base/errors.ts";
import type { Whole } from "../base/read_lines.ts";
import type { LogRecord } from "../log/log.ts";
import { encodeDead } from "../dead_letter.ts";
import {
  Deletion,
  encodeDeletion,
  encodeEngagement,
  encodePost,
  Engagement,
  Post,
  type TimeKind,
} from "../post.ts";
import type { Decoded, Decoder, DeletionCandidate, EngagementCandidate } from "./source.ts";

/** Where an input came from. `receivedAt` is its arrival, UTC milliseconds; `shiftMs` moves its event time. */
export interface Arrival {
  stream: string;
  origin: string;
  receivedAt: number;
  shiftMs?: number;
  /** Told why something that is no post is left out. */
  onSkip?(reason: string): void;
}

/** A record for the log, with the event time of its post (after the shift); absent for what is no post. */
export interface Admitted extends LogRecord {
  createdAt?: number;
}

/** All log records of one raw document: posts, notices about posts, and a dead letter for each other part. Never throws. */
export function admitDocument(
  decoder: Decoder,
  document: unknown,
  raw: string,
  arrival: Arrival,
): Admitted[] {
  const records: Admitted[] = [];
  try {
    for (const decoded of decoder.decode(document)) {
      if ("skip" in decoded) arrival.onSkip?.(decoded.skip);
      else records.push(admit(decoder, decoded, arrival));
    }
  } catch (error) {
    records.push(refuse(decoder.source, messageOf(error), raw, arrival));
  }
  return records;
}

/** The dead letter of an input that is no document at all; `raw` may be the beginning of what `whole` tells. */
export function refuse(
  source: string,
  reason: string,
  raw: string | Uint8Array,
  arrival: Arrival,
  whole?: Whole,
): LogRecord {
  const { stream, origin, receivedAt: at } = arrival;
  return {
    key: origin,
    line: encodeDead({ source, stream, origin, stage: "decode", reason, at }, raw, whole),
  };
}

function admit(decoder: Decoder, decoded: Exclude<Decoded, { skip: string }>, document: Arrival): Admitted {
  const arrival = partOf(document, decoded.part);
  if ("reject" in decoded) {
    return refuse(decoder.source, decoded.reject, JSON.stringify(decoded.raw), arrival);
  }
  if ("deletion" in decoded) return admitDeletion(decoder, decoded.deletion, arrival);
  if ("engagement" in decoded) return admitEngagement(decoder, decoded.engagement, arrival);
  const candidate = decoded.post;
  const text = candidate.text ?? "";
  const parsed = Post.safeParse({ revision: 0, ...complete(candidate, decoder, arrival), text });
  if (!parsed.success) return refuseFields("post", parsed.error, decoder, candidate, arrival);
  const { id, createdAt } = parsed.data;
  return { key: id, line: encodePost(parsed.data, timeKind(decoder, arrival)), createdAt };
}

function admitDeletion(decoder: Decoder, candidate: DeletionCandidate, arrival: Arrival): Admitted {
  const fields = { at: arrival.receivedAt, ...complete(candidate, decoder, arrival) };
  const parsed = Deletion.safeParse(fields);
  if (!parsed.success) return refuseFields("deletion", parsed.error, decoder, candidate, arrival);
  return { key: parsed.data.key, line: encodeDeletion(parsed.data) };
}

function admitEngagement(decoder: Decoder, candidate: EngagementCandidate, arrival: Arrival): Admitted {
  const parsed = Engagement.safeParse(complete(candidate, decoder, arrival));
  if (!parsed.success) return refuseFields("engagement", parsed.error, decoder, candidate, arrival);
  return { key: parsed.data.id, line: encodeEngagement(parsed.data) };
}

function refuseFields(
  what: string,
  { issues }: { issues: readonly { path: PropertyKey[]; message: string }[] },
  decoder: Decoder,
  candidate: unknown,
  arrival: Arrival,
): Admitted {
  const { path, message } = issues[0]!;
  return refuse(decoder.source, `${path.join(".") || what} ${message}`, JSON.stringify(candidate), arrival);
}

function partOf(arrival: Arrival, part: number | undefined): Arrival {
  return part === undefined ? arrival : { ...arrival, origin: `${arrival.origin}/${part}` };
}

// A shifted time differs from replay to replay, so it cannot bound the search for an earlier landing of the same id.
function timeKind(decoder: Decoder, arrival: Arrival): TimeKind {
  return arrival.shiftMs === undefined ? decoder.time : "unstable";
}

// What is null or "" is not stated.
function complete(candidate: object, { source }: Decoder, arrival: Arrival): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(candidate)) {
    if (value !== undefined && value !== null && value !== "") fields[field] = value;
  }
  const { stream, receivedAt, shiftMs = 0 } = arrival;
  for (const field of ["createdAt", "at"]) {
    const time = fields[field];
    if (typeof time === "number") fields[field] = time + shiftMs;
  }
  return { ...fields, source, stream, receivedAt };
}
