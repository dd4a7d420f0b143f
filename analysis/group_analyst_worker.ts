import { messageOf } from "../ingest/base/errors.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import { openKafkaLog } from "../ingest/log/kafka/kafka_log.ts";
import { encodeCoverage } from "../ingest/coverage.ts";
import { analyseBatch } from "./analyse_batch.ts";
import type { FromGroupAnalyst, ToGroupAnalyst } from "./group_analysts.ts";
import { openLargeModels } from "./large/large_models.ts";
import { loadModels } from "./models/load_models.ts";
import { refuseStuck } from "./stuck.ts";
import { spanOf, splitAtStuck } from "./stuck_spans.ts";
import { createOwnLabeller } from "./text/own_labels.ts";

interface WorkerPort {
  onmessage: (event: MessageEvent<ToGroupAnalyst>) => void;
  postMessage(message: FromGroupAnalyst): void;
}

if ("WorkerGlobalScope" in globalThis) serve(globalThis as unknown as WorkerPort);

/** Takes part in the group until it is told to stop; the last message is `stopped` or `failed`. */
function serve(port: WorkerPort): void {
  const stop = new AbortController();
  port.onmessage = async ({ data }) => {
    if (data.kind === "stop") {
      stop.abort();
      return;
    }
    try {
      await takePart(data, (message) => port.postMessage(message), stop.signal);
      port.postMessage({ kind: "stopped" });
    } catch (error) {
      port.postMessage({ kind: "failed", message: messageOf(error) });
    }
  };
}

// A kill between the two repeats a part, and landing drops what it has.
async function takePart(
  { options, stuck, large, own }: Extract<ToGroupAnalyst, { kind: "start" }>,
  tell: (message: FromGroupAnalyst) => void,
  signal: AbortSignal,
): Promise<void> {
  const warn = (text: string) => tell({ kind: "warned", text });
  // A model file that cannot be used stops the analyst here, before it takes a post.
  loadModels();
  const labeller = own && createOwnLabeller(own);
  await using models = openLargeModels(large, { as: "stream", tell: warn });
  await using log = await openKafkaLog(options, warn);
  const partitions = await log.partitions("analysed");
  await log.share("posts", {
    async onPart(part) {
      faultPoint("group: fetched");
      const lines: string[] = [];
      for (const { batch, refused } of splitAtStuck(part, stuck)) {
        if (refused) {
          lines.push(...refuseStuck(batch, Date.now()).lines);
          continue;
        }
        tell({ kind: "began", span: spanOf(batch) });
        const round = models.begin();
        const analysed = analyseBatch(batch, Date.now(), round, labeller);
        tell({ kind: "ended" });
        lines.push(...await round.finish(analysed.lines));
      }
      faultPoint("group: analysed");
      await log.appendTo("analysed", part.partition % partitions, lines);
      faultPoint("group: produced");
    },
    async onGap(partition, from, to) {
      const detail =
        `log ${log.id} no longer held offsets ${from} to ${to - 1n} of posts/${partition} when analysts ` +
        "came to them";
      warn(`Gap: ${detail}; it is noted in coverage`);
      const line = encodeCoverage({ kind: "log-gap", detail, at: Date.now() });
      await log.appendTo("analysed", partition % partitions, [line]);
    },
  }, signal);
}
