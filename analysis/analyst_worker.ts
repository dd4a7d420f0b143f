import { messageOf } from "../ingest/base/errors.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import { openEmbeddedLog } from "../ingest/log/embedded.ts";
import { analyseBatch } from "./analyse_batch.ts";
import type { FromAnalyst, ToAnalyst } from "./analyst.ts";
import { Credits, maxLinesInFlight } from "./credits.ts";
import { openLargeModels } from "./large/large_models.ts";
import { loadModels } from "./models/load_models.ts";
import { maxBatchLines, splitBatch } from "./split_batch.ts";
import { createOwnLabeller } from "./text/own_labels.ts";

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
        await analyse(data, credits, port);
        port.postMessage({ kind: "stopped" });
      } catch (error) {
        port.postMessage({ kind: "failed", message: messageOf(error) });
      }
    }
  };
}

async function analyse(
  { logPath: path, from, careful, large, own }: Extract<ToAnalyst, { kind: "start" }>,
  credits: Credits,
  port: WorkerPort,
): Promise<void> {
  // A model file that cannot be used stops the analyst here, before it takes a post.
  loadModels();
  const labeller = own && createOwnLabeller(own);
  await using models = openLargeModels(large, {
    as: "stream",
    tell: (text) => port.postMessage({ kind: "warned", text }),
  });
  await using log = await openEmbeddedLog(path);
  let oneByOne = careful ? maxBatchLines : 0;
  for await (const fetched of log.read("posts", 0, from, credits.signal)) {
    for (const batch of splitBatch(fetched, oneByOne > 0 ? 1 : maxBatchLines)) {
      await credits.take(batch.lines.length);
      if (credits.signal.aborted) return;
      port.postMessage(batch.lines.length === 1 ? { kind: "began", batch } : { kind: "began" });
      oneByOne -= batch.lines.length;
      faultPoint("analyst: fetched");
      const round = models.begin();
      const analysed = analyseBatch(batch, Date.now(), round, labeller);
      const lines = await round.finish(analysed.lines);
      faultPoint("analyst: analysed");
      port.postMessage({ kind: "batch", batch: { ...analysed, lines } });
    }
  }
}
