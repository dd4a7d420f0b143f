import { messageOf } from "../base/errors.ts";
import type { Whole } from "../base/read_lines.ts";
import type { LogRecord } from "../log/log.ts";
import { encodeDead, encodePost, Post, type TimeKind } from "../post.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";

/** Where an input came from. `receivedAt` is its arrival, UTC milliseconds; `shiftMs` moves its event time. */
export interface Arrival {
  stream: string;
  origin: string;
  receivedAt: number;
  shiftMs?: number;
}

/** A record for the log, with the event time of its post (after the shift); absent for dead letters. */
export interface Admitted extends LogRecord {
  createdAt?: number;
}

/** All log records of one raw document: posts, and a dead letter for each part that is not one. Never throws. */
export function admitDocument(
  decoder: Decoder,
  document: unknown,
  raw: string,
  arrival: Arrival,
): Admitted[] {
  const records: Admitted[] = [];
  try {
    for (const decoded of decoder.decode(document)) records.push(admit(decoder, decoded, arrival));
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

function admit(decoder: Decoder, decoded: Decoded, document: Arrival): Admitted {
  const arrival = partOf(document, decoded.part);
  if ("reject" in decoded) {
    return refuse(decoder.source, decoded.reject, JSON.stringify(decoded.raw), arrival);
  }
  const candidate = decoded.post;
  const parsed = Post.safeParse(complete(candidate, decoder.source, arrival));
  if (parsed.success) {
    const { id, createdAt } = parsed.data;
    return { key: id, line: encodePost(parsed.data, timeKind(decoder, arrival)), createdAt };
  }
  const issue = parsed.error.issues[0]!;
  const reason = `${issue.path.join(".") || "post"} ${issue.message}`;
  return refuse(decoder.source, reason, JSON.stringify(candidate), arrival);
}

function partOf(arrival: Arrival, part: number | undefined): Arrival {
  return part === undefined ? arrival : { ...arrival, origin: `${arrival.origin}/${part}` };
}

// A shifted time differs from replay to replay, so it cannot bound the search for an earlier landing of the same id.
function timeKind(decoder: Decoder, arrival: Arrival): TimeKind {
  return arrival.shiftMs === undefined ? decoder.time : "unstable";
}

function complete(candidate: Candidate, source: string, arrival: Arrival): Record<string, unknown> {
  const post: Record<string, unknown> = { revision: 0 };
  for (const [field, value] of Object.entries(candidate)) {
    if (value !== undefined && value !== null && value !== "") post[field] = value;
  }
  post.text = candidate.text ?? "";
  post.source = source;
  post.stream = arrival.stream;
  post.receivedAt = arrival.receivedAt;
  if (arrival.shiftMs !== undefined && typeof post.createdAt === "number") post.createdAt += arrival.shiftMs;
  return post;
}
