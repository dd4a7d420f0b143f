import type { Log, LogBatch, LogTopic } from "../../ingest/log/log.ts";
import type { Connection } from "../store/duckdb.ts";
import type { GatheredBatch } from "./gather.ts";
import { type LandedOffsets, type Offsets, openOffsets, skipGap } from "./offsets.ts";

/** The landed offsets of all partitions of a log topic: what lands at once may be of several. */
export class PartitionOffsets implements LandedOffsets<GatheredBatch> {
  constructor(
    readonly offsets: readonly Offsets[],
    readonly log: Pick<Log, "range">,
    readonly say: (text: string) => void,
  ) {}

  /** The next offset of a partition to land. */
  next(partition: number): bigint {
    return this.#of({ partition }).next;
  }

  /** Where each partition is to be read from. */
  get positions(): Map<number, bigint> {
    return new Map(this.offsets.map(({ partition, next }) => [partition, next]));
  }

  trim(batch: GatheredBatch): string[] {
    return partsOf(batch).flatMap((part) => this.#of(part).trim(part));
  }

  /**
   * Notes in coverage where a batch was fetched from beyond the landed offset because the log no longer holds what is
   * between; a batch that skips what is there stays as it is, for `trim` to refuse.
   */
  async passGaps(connection: Connection, batch: GatheredBatch, now: number): Promise<void> {
    for (const { topic, partition, from } of partsOf(batch)) {
      const offsets = this.#of({ partition });
      if (from <= offsets.next) continue;
      const { oldest } = await this.log.range(topic, partition);
      if (oldest >= from) await skipGap(connection, offsets, from, now, this.say);
    }
  }

  async write(connection: Connection, batch: GatheredBatch, now: number): Promise<void> {
    for (const part of partsOf(batch)) await this.#of(part).write(connection, part, now);
  }

  landed(batch: GatheredBatch): void {
    for (const part of partsOf(batch)) this.#of(part).landed(part);
  }

  #of({ partition }: { partition: number }): Offsets {
    const found = this.offsets.find((offsets) => offsets.partition === partition);
    if (found === undefined) throw new RangeError(`no offset of partition ${partition}`);
    return found;
  }
}

function partsOf(batch: GatheredBatch): LogBatch[] {
  return [batch, ...batch.others];
}

/** Where landing goes on in each partition; see `openOffsets`. @throws {Fatal} as that does. */
export async function openPartitionOffsets(
  connection: Connection,
  log: Log,
  topic: LogTopic,
  now: number,
  say: (text: string) => void,
): Promise<PartitionOffsets> {
  const offsets: Offsets[] = [];
  for (let partition = 0; partition < await log.partitions(topic); partition++) {
    offsets.push(await openOffsets(connection, log, topic, now, say, partition));
  }
  return new PartitionOffsets(offsets, log, say);
}
