import { Fatal, messageOf, Poison } from "./base/errors.ts";
import type { Report } from "./base/report.ts";
import type { Settings } from "./base/settings.ts";
import { followSample } from "./follow_sample.ts";
import type { IngestOptions } from "./options.ts";
import type { OwnedRun } from "./own_stream.ts";
import { credentialsMark, readCredentials, withCredentials } from "./registry/credentials.ts";
import { followStreams } from "./registry/follow_streams.ts";
import { createLiveTools } from "./registry/live_tools.ts";
import type { Registry } from "./registry/registry.ts";
import { createAdapter, parseFollowed } from "./sources/live_sources.ts";
import { topicNames, whyNotAsked } from "./topics/asked_rules.ts";
import { topicFiles } from "./topics/topic_files.ts";

/**
 * Follows the streams of the registry until the signal aborts: exit code 0. The sample stream runs beside them until the first
 * real post has landed, so that there is something to see where no source can be reached.
 */
export async function followAll(
  options: IngestOptions,
  settings: Settings,
  run: OwnedRun,
  report: Report,
): Promise<number> {
  const { DATA_DIR: dataDir } = settings;
  const over = new AbortController();
  const both = { ...run, signal: AbortSignal.any([run.signal, over.signal]) };
  const topics = topicFiles(dataDir);
  const streams = followStreams({
    run: both,
    tools: createLiveTools(run.now),
    createAdapter: (stream) =>
      createAdapter(stream, withCredentials(settings, readCredentials(dataDir)), stream.perHour ?? undefined),
    credentialsMark: () => credentialsMark(dataDir),
    whyNot: ({ source, what }) => source === "x" ? whyNotAsked(topicNames(what ?? ""), topics) : undefined,
    say: (text) => report.say(text),
  });
  const running = [streams, followSample(options, both)];
  for (const one of running) one.catch(() => over.abort());
  const ended = await Promise.allSettled(running);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return 0;
}

/** Adds sources of a command line, as `NAME` or `NAME=WHAT`, to the registry. @throws {Fatal} that says what is wrong with one. */
export async function addSources(
  sources: string[],
  registry: Registry,
  say: (text: string) => void,
): Promise<void> {
  for (const text of sources) {
    try {
      const { id, stream } = await registry.ensure(parseFollowed(text));
      say(`${stream}: runs until deno task streams stop ${id}`);
    } catch (error) {
      throw error instanceof Poison ? new Fatal(messageOf(error)) : error;
    }
  }
}
