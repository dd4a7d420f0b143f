import type { Report } from "./base/report.ts";
import { followSample } from "./follow_sample.ts";
import type { IngestOptions } from "./options.ts";
import { type OwnedRun, runOwnedStream } from "./own_stream.ts";
import { createLiveTools } from "./registry/live_tools.ts";
import { sayState } from "./registry/say_state.ts";
import { createLive } from "./sources/live/create_live.ts";
import { createPush } from "./sources/push_live.ts";

/** Takes posts from standard input to its end, beside the sample stream: exit code 0. */
export async function followStdin(options: IngestOptions, run: OwnedRun, report: Report): Promise<number> {
  const adapter = createPush({ what: "stdin", token: "" });
  const source = createLive(adapter, {
    ...createLiveTools(run.now),
    onState: (state) => report.say(`${adapter.stream}: ${sayState(state, run.now())}`),
    count() {},
    gap() {},
  });
  const over = new AbortController();
  const both = { ...run, signal: AbortSignal.any([run.signal, over.signal]) };
  const ended = await Promise.allSettled([
    runOwnedStream(source, both).finally(() => over.abort()),
    followSample(options, both),
  ]);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return 0;
}
