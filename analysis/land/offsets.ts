import { Fatal } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { Log, LogBatch, LogTopic } from "../../ingest/log/log.ts";
import type { Connection } from "../store/duckdb.ts";

/** Where a landing goes on, and how it moves on with a batch. */
export interface LandedOffsets<Batch> {
  /** The lines of a batch that are not landed yet. @throws {Fatal} when it was fetched from beyond the landed offset. */
  trim(batch: Batch): string[];
  /** Stores the position after the batch, in the open transaction of the landing. */
  write(connection: Connection, batch: Batch, now: number): Promise<void>;
  /** Moves on, after the commit. */
  landed(batch: Batch): void;
}

/** The landed offset of one partition of one log, and the rule that a batch may only land from there on. */
export class Offsets implements LandedOffsets<LogBatch> {
  constructor(
    readonly logId: string,
    readonly logPlace: string,
    readonly topic: LogTopic,
    readonly partition: number,
    /** The next offset to land. */
    public next: bigint,
  ) {}

  /**
   * The lines of a batch that are not landed yet.
   * @throws {Fatal} when the batch was fetched from beyond the landed offset.
   */
  trim(batch: LogBatch): string[] {
    if (batch.from > this.next) {
      throw new Fatal(
        `Cannot land batch for log topic "${batch.topic}" partition ${batch.partition}: ` +
          `landed offset is ${this.next}, batch was fetched from ${batch.from}`,
      );
    }
    const first = batch.offsets.findIndex((offset) => offset >= this.next);
    return first === 0 ? batch.lines : first < 0 ? [] : batch.lines.slice(first);
  }

  /**
   * Stores the position after the batch, in the open transaction of the landing; it never goes back.
   * @throws {Fatal} when another landing has moved the landed offset.
   */
  async write(connection: Connection, batch: Pick<LogBatch, "next">, now: number): Promise<void> {
    const next = batch.next > this.next ? batch.next : this.next;
    const moved = await connection.rows(
      `update base.offsets set next = $1::bigint, log_place = $2, landed_at = $3
       where log_id = $4 and topic = $5 and partition = $6::integer and next = $7::bigint returning next`,
      [
        { type: "text", value: String(next) },
        { type: "text", value: this.logPlace },
        { type: "time", value: now },
        { type: "text", value: this.logId },
        { type: "text", value: this.topic },
        { type: "number", value: this.partition },
        { type: "text", value: String(this.next) },
      ],
    );
    if (moved.length > 0) return;
    throw new Fatal(
      `landed offset of log topic "${this.topic}" partition ${this.partition} is ${this.next} no more: another landing ` +
        "has moved it",
    );
  }

  /** Moves on, after the commit. */
  landed(batch: Pick<LogBatch, "next">): void {
    if (batch.next > this.next) this.next = batch.next;
  }
}

interface StoredOffset {
  log_id: string;
  next: string;
  log_place: string;
}

/**
 * Where landing goes on in a log. An unknown log starts at its oldest offset (de-duplication does the rest); where
 * the log no longer holds the landed offset, the gap is written to coverage. `say` tells people about both.
 * @throws {Fatal} naming both logs when the landed offset is beyond the log's end.
 */
export async function openOffsets(
  connection: Connection,
  log: Log,
  topic: LogTopic,
  now: number,
  say: (text: string) => void,
  partition = 0,
): Promise<Offsets> {
  const range = await log.range(topic, partition);
  const stored = await connection.rows<StoredOffset>(
    `select log_id, next::varchar as next, log_place from base.offsets
     where topic = $1 and partition = $2::integer order by landed_at desc`,
    [{ type: "text", value: topic }, { type: "number", value: partition }],
  );
  const known = stored.find((row) => row.log_id === log.id);
  if (known === undefined) {
    const before = stored[0];
    if (before !== undefined) {
      say(
        `Log ${log.id} in "${log.place}" is new to this database, which had landed log ${before.log_id} in ` +
          `"${before.log_place}" up to offset ${before.next}: reading it from its oldest offset ${range.oldest}; ` +
          "posts that are landed already count as duplicates",
      );
    }
    await connection.rows("insert into base.offsets values ($1, $2, $6::integer, $3::bigint, $4, $5)", [
      { type: "text", value: log.id },
      { type: "text", value: topic },
      { type: "text", value: String(range.oldest) },
      { type: "text", value: log.place },
      { type: "time", value: now },
      { type: "number", value: partition },
    ]);
    return new Offsets(log.id, log.place, topic, partition, range.oldest);
  }
  const next = BigInt(known.next);
  if (next > range.next) {
    throw new Fatal(
      `Cannot land from log ${log.id} in "${log.place}": it ends at offset ${range.next}, but the database has landed ` +
        `log ${known.log_id} in "${known.log_place}" up to ${next}; is this an older copy? Put the right file back, or ` +
        "delete it to start a new log",
    );
  }
  const offsets = new Offsets(log.id, log.place, topic, partition, next);
  if (next < range.oldest) await skipGap(connection, offsets, range.oldest, now, say);
  return offsets;
}

/** Writes to coverage that the log does not hold what is between the landed offset and `oldest`, and goes on there. */
export async function skipGap(
  connection: Connection,
  offsets: Offsets,
  oldest: bigint,
  now: number,
  say: (text: string) => void,
): Promise<void> {
  const { logId, next } = offsets;
  const detail = `log ${logId} no longer held offsets ${next} to ${oldest - 1n} when landing came to them`;
  say(`Gap: ${detail}; it is noted in coverage`);
  await connection.exec("begin");
  await connection.rows("insert into base.coverage (noticed_at, kind, detail) values ($1, 'log-gap', $2)", [
    { type: "time", value: now },
    { type: "text", value: detail },
  ]);
  await offsets.write(connection, { next: oldest }, now);
  faultPoint("gap: written");
  await connection.exec("commit");
  offsets.landed({ next: oldest });
}
