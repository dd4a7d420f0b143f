import { oneLine } from "../../ingest/base/one_line.ts";
import type { Bind, Reads, Snapshot } from "./reads.ts";
import { rowObjects } from "./row_objects.ts";

/** Which dead letters are meant; what is absent does not narrow. */
export interface LetterFilter {
  state?: "open" | "replayed" | "discarded";
  /** A part of the reason, in any case. */
  reason?: string;
  source?: string;
  /** Times of arrival, UTC milliseconds: from `since` up to `until`. */
  since?: number;
  until?: number;
}

/** A dead letter in a list; times in UTC milliseconds. */
export interface LetterHead {
  id: string;
  refusedAt: number;
  source: string;
  stream: string;
  origin: string;
  stage: string;
  reason: string;
  /** Whole size in bytes, and SHA-256 of the whole. */
  size: number;
  digest: string;
  state: "open" | "replayed" | "discarded";
  settledAt: number | null;
  /** The first characters, on one line. */
  beginning: string;
}

/** A dead letter with what is kept of its bytes. */
export interface Letter extends LetterHead {
  /** What is kept, as text; bytes that are not UTF-8 show as U+FFFD. */
  text: string;
  /** Bytes that are kept, 65,536 at most; none once it was settled more than 7 days ago. */
  kept: number;
  /** Whether the kept bytes are whole and UTF-8, so that the text is the input. */
  whole: boolean;
}

/** Goes on behind a letter of the list. */
export interface LetterPosition {
  refusedAt: number;
  id: string;
}

const beginningBytes = 160;
const limits = { deadlineMs: 10_000, maxRows: 10_000 };
const columns = `d.id, d.refused_at, d.source, d.stream, d.origin, d.stage, d.reason, d.size, d.digest,
  coalesce(s.how, 'open') as state, s.settled_at`;
const from = "base.dead_letters d left join base.settled_letters s on s.letter = d.id";

/** Dead letters, the oldest first, at most `most`, behind `after`. */
export async function listLetters(
  reads: Pick<Reads, "snapshot">,
  filter: LetterFilter,
  most: number,
  after?: LetterPosition,
): Promise<LetterHead[]> {
  const binds: Bind[] = [];
  const where = conditions(filter, binds);
  if (after !== undefined) {
    const at = [time(after.refusedAt), { type: "text", value: after.id } satisfies Bind];
    const [refusedAt, id] = at.map((bind) => `$${binds.push(bind)}`);
    where.push(`(d.refused_at, d.id) > (${refusedAt}, ${id})`);
  }
  await using snapshot = await reads.snapshot();
  const rows = await select(
    snapshot,
    `select ${columns}, to_base64(d.bytes[1:${beginningBytes}]) as bytes from ${from} where ${and(where)}
     order by d.refused_at, d.id limit ${Math.trunc(most)}`,
    binds,
  );
  return rows.map(headOf);
}

/** How many letters a filter means. */
export async function countLetters(reads: Pick<Reads, "snapshot">, filter: LetterFilter): Promise<number> {
  const binds: Bind[] = [];
  const sql = `select count(*) as letters from ${from} where ${and(conditions(filter, binds))}`;
  await using snapshot = await reads.snapshot();
  return Number((await select(snapshot, sql, binds))[0]!.letters);
}

/** One dead letter; undefined where there is none of that id. */
export async function readLetter(reads: Pick<Reads, "snapshot">, id: string): Promise<Letter | undefined> {
  await using snapshot = await reads.snapshot();
  const [row] = await select(
    snapshot,
    `select ${columns}, to_base64(d.bytes) as bytes from ${from} where d.id = $1 limit 1`,
    [{ type: "text", value: id }],
  );
  if (row === undefined) return undefined;
  const bytes = Uint8Array.fromBase64(String(row.bytes));
  const text = new TextDecoder().decode(bytes);
  const whole = bytes.length === Number(row.size) && !text.includes("\uFFFD");
  return { ...headOf(row), text, kept: bytes.length, whole };
}

/** How many of these letters are still open. */
export async function countOpen(reads: Pick<Reads, "snapshot">, ids: string[]): Promise<number> {
  await using snapshot = await reads.snapshot();
  const [row] = await select(
    snapshot,
    `select count(*) as open from ${from} where d.id = any($1) and s.how is null`,
    [{ type: "texts", value: ids }],
  );
  return Number(row!.open);
}

function conditions(filter: LetterFilter, binds: Bind[]): string[] {
  const bind = (value: Bind) => `$${binds.push(value)}`;
  const text = (value: string) => bind({ type: "text", value });
  const where: string[] = [];
  if (filter.state !== undefined) where.push(`coalesce(s.how, 'open') = ${text(filter.state)}`);
  if (filter.source !== undefined) where.push(`d.source = ${text(filter.source)}`);
  if (filter.reason !== undefined) where.push(`contains(lower(d.reason), lower(${text(filter.reason)}))`);
  if (filter.since !== undefined) where.push(`d.refused_at >= ${bind(time(filter.since))}`);
  if (filter.until !== undefined) where.push(`d.refused_at < ${bind(time(filter.until))}`);
  return where;
}

function and(where: string[]): string {
  return where.length === 0 ? "true" : where.join(" and ");
}

function time(value: number): Bind {
  return { type: "time", value };
}

async function select(snapshot: Snapshot, sql: string, binds: Bind[]): Promise<Record<string, unknown>[]> {
  return rowObjects(await snapshot.query(sql, binds, limits));
}

function headOf(row: Record<string, unknown>): LetterHead {
  const bytes = Uint8Array.fromBase64(String(row.bytes)).subarray(0, beginningBytes);
  return {
    id: String(row.id),
    refusedAt: Number(row.refused_at),
    source: String(row.source),
    stream: String(row.stream),
    origin: String(row.origin),
    stage: String(row.stage),
    reason: String(row.reason),
    size: Number(row.size),
    digest: String(row.digest),
    state: row.state as LetterHead["state"],
    settledAt: row.settled_at === null ? null : Number(row.settled_at),
    beginning: oneLine(new TextDecoder().decode(bytes)),
  };
}
