import { messageOf } from "../ingest/base/errors.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import { openEmbeddedLog } from "../ingest/log/embedded.ts";
import { analyseBatch } from "./analyse_batch.ts";
import type { FromAnalyst, ToAnalyst } from "./analyst.ts";
import { Credits } from "./credits.ts";
import { loadModels } from "./models/load_models.ts";
import { splitBatch } from "./split_batch.ts";

const maxLinesInFlight = 20_000;
const maxBatchLines = 1000;

interface WorkerPort {
  onmessage: (event: MessageEvent<ToAnalyst>) => void;
  postMessage(message: FromAnalyst): void;
}

if ("WorkerGlobalScope" in globalThis) serve(globalThis as unknown as WorkerPort);

/** Takes orders and sends analysed batches; the last message is `stopped` or `failed`. */
function serve(port: WorkerPort): void {
  const stop = new AbortController();
  const credits = new Credits(maxLinesInFlight, stop.signal);
  port.onmessage = async ({ data }) => {
    if (data.kind === "landed") credits.give(data.lines);
    else if (data.kind === "stop") stop.abort();
    else {
      try {
        await analyse(data.logPath, data.from, credits, port);
        port.postMessage({ kind: "stopped" });
      } catch (error) {
        port.postMessage({ kind: "failed", message: messageOf(error) });
      }
    }
  };
}

async function analyse(path: string, from: bigint, credits: Credits, port: WorkerPort) {
  // A model file that cannot be used stops the analyst here, before it takes a post.
  loadModels();
  await using log = await openEmbeddedLog(path);
  for await (const fetched of log.read("posts", 0, from, credits.signal)) {
    for (const batch of splitBatch(fetched, maxBatchLines)) {
      await credits.take(batch.lines.length);
      if (credits.signal.aborted) return;
      faultPoint("analyst: fetched");
      const analysed = analyseBatch(batch, Date.now());
      faultPoint("analyst: analysed");
      port.postMessage({ kind: "batch", batch: analysed });
    }
  }
}
