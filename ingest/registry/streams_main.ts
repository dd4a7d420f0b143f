import { existsSync } from "node:fs";
import { Fatal, messageOf, Poison } from "../base/errors.ts";
import { runMain } from "../base/run_main.ts";
import { readSettings, type Settings } from "../base/settings.ts";
import { openControl } from "../control.ts";
import { controlPathOf, logPathOf } from "../data_files.ts";
import { helpText } from "../help.ts";
import { openLog } from "../log/open_log.ts";
import { encodeForget } from "../forget.ts";
import { parseFollowed } from "../sources/live_sources.ts";
import { openRegistry } from "./open_registry.ts";
import type { Registry } from "./registry.ts";
import type { StreamView } from "./stream.ts";
import { parseStreamsOptions, type StreamsCommand, streamsOptionHelp } from "./streams_options.ts";
import { listText, streamText } from "./streams_text.ts";

const about =
  "Streams: what is followed. Works whether or not anything runs; what runs does as it is told within 2 s.";

/** Lists, adds, starts, pauses, stops and removes streams. */
async function main(args: string[]): Promise<number> {
  const command = parseStreamsOptions(args);
  if (command.act === "help") {
    console.log(helpText("deno task streams COMMAND", about, streamsOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const { DATA_DIR: dataDir } = settings;
  if (command.act !== "add" && command.act !== "check" && !existsSync(controlPathOf(dataDir))) {
    throw new Fatal(`There are no streams in "${dataDir}"; add one, or set another DATA_DIR`);
  }
  using control = openControl(dataDir);
  try {
    await run(command, openRegistry(control, settings), settings);
    return 0;
  } catch (error) {
    throw error instanceof Poison ? new Fatal(messageOf(error)) : error;
  }
}

async function run(
  command: Exclude<StreamsCommand, { act: "help" }>,
  registry: Registry,
  settings: Settings,
): Promise<void> {
  const say = (answer: object, text: () => string) =>
    console.log(command.json ? JSON.stringify(answer) : text());
  const sayEach = (streams: StreamView[], done: string) =>
    say(streams, () => streams.map(({ stream }) => `${stream}: ${done}`).join("\n"));
  switch (command.act) {
    case "list": {
      const list = registry.list();
      return say(list, () => listText(list, Date.now()));
    }
    case "check": {
      const found = await registry.check({ ...parseFollowed(command.what), credentials: {} });
      return say(found, () => `${found.stream}: good, ${found.items} posts at once`);
    }
    case "add": {
      const { limits, confirmed } = command;
      const added = await registry.add({
        ...parseFollowed(command.what),
        ...limits,
        confirmed,
        credentials: {},
      });
      return say(added, () => streamText(added, Date.now()));
    }
    case "limit": {
      const limited = registry.limit(command.id, command.limits);
      return say(limited, () => streamText(limited, Date.now()));
    }
    case "want":
      return sayEach(
        command.ids.map((id) => registry.want(id, command.wanted)),
        `is to be ${command.wanted}`,
      );
    case "remove":
      return sayEach(command.ids.map((id) => registry.remove(id)), "removed; its posts stay");
    case "delete-data": {
      const known = registry.list().streams;
      const streams = command.ids.map((id) => known.find((view) => view.id === id)?.stream ?? id);
      await forget(streams, settings);
      return say(
        { streams },
        () =>
          streams.map((stream) => `${stream}: what it has brought goes with the next landing of dev or serve`)
            .join("\n"),
      );
    }
  }
}

async function forget(streams: string[], settings: Settings): Promise<void> {
  await using log = await openLog(settings, logPathOf(settings.DATA_DIR), (text) => console.error(text));
  const until = Date.now();
  await log.append(
    "posts",
    streams.map((stream) => ({ key: stream, line: encodeForget({ stream, until }) })),
  );
}

if (import.meta.main) await runMain(() => main(Deno.args));
