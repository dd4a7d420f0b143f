import { join } from "node:path";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { median } from "./machine.ts";

const runs = 5;
const batches = 200;
const batchLines = 1000;
const lineBytes = 520;

/** Embedded log: records a second appended in batches of 1,000 lines of 520 bytes, and read back. */
export async function benchLog(): Promise<void> {
  const line = JSON.stringify({ v: 1, t: "post", text: "x".repeat(lineBytes - 30) });
  const records = Array.from({ length: batchLines }, (_, i) => ({ key: `${i}`, line }));
  const appends: number[] = [];
  const reads: number[] = [];
  for (let run = 0; run < runs; run++) {
    const folder = await Deno.makeTempDir();
    {
      await using log = await openEmbeddedLog(join(folder, "log.sqlite"));
      const started = performance.now();
      for (let i = 0; i < batches; i++) await log.append("posts", records);
      const appended = performance.now();
      const stop = new AbortController();
      for await (const batch of log.read("posts", 0, 0n, stop.signal)) {
        if (batch.next === BigInt(batches * batchLines)) stop.abort();
      }
      appends.push(batches * batchLines / (appended - started) * 1000);
      reads.push(batches * batchLines / (performance.now() - appended) * 1000);
    }
    await Deno.remove(folder, { recursive: true });
  }
  const show = (rates: number[]) => `${Math.round(median(rates)).toLocaleString("en")} records/s`;
  console.log(
    `log: append ${show(appends)}, read ${
      show(reads)
    } (batches of ${batchLines}, ${lineBytes} B, FULL, median of ${runs})`,
  );
}
