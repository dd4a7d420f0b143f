import type { Log, LogBatch, LogTopic } from "../../ingest/log/log.ts";
import type { Connection } from "../store/duckdb.ts";
import type { GatheredBatch } from "./gather.ts";
import { type LandedOffsets, type Offsets, openOffsets } from "./offsets.ts";

/** The landed offsets of all partitions of a log topic: what lands at once may be of several. */
export class PartitionOffsets implements LandedOffsets<GatheredBatch> {
  constructor(readonly offsets: readonly Offsets[]) {}

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
  return new PartitionOffsets(offsets);
}
