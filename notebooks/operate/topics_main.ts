import { Fatal, messageOf, Poison } from "../../ingest/base/errors.ts";
import { oneLine } from "../../ingest/base/one_line.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { helpText } from "../../ingest/help.ts";
import { topicFiles } from "../../ingest/topics/topic_files.ts";
import { createTopicDesk, type TopicAnswer } from "./topic_desk.ts";
import { parseTopicsOptions, type TopicsCommand, topicsOptionHelp } from "./topics_options.ts";

const about =
  "Followed topics, a file each in DATA_DIR/topics. Works whether or not anything runs; what runs " +
  "does as they say within seconds.";

/** Lists, follows, shows and unfollows topics. */
function main(args: string[]): number {
  const command = parseTopicsOptions(args);
  if (command.act === "help") {
    console.log(helpText("deno task topics COMMAND", about, topicsOptionHelp));
    return 0;
  }
  const { DATA_DIR: dataDir } = readSettings((name) => Deno.env.get(name));
  try {
    const { answer, text } = run(command, dataDir);
    console.log(command.json ? JSON.stringify(answer) : text);
    return 0;
  } catch (error) {
    throw error instanceof Poison ? new Fatal(messageOf(error)) : error;
  }
}

function run(
  command: Exclude<TopicsCommand, { act: "help" }>,
  dataDir: string,
): { answer: object; text: string } {
  const files = topicFiles(dataDir);
  const desk = createTopicDesk(files);
  switch (command.act) {
    case "list": {
      const { topics } = desk.list();
      return { answer: topics, text: topics.map(lineOf).join("\n") || "No topic is followed" };
    }
    case "show": {
      const topic = desk.show(command.name);
      return { answer: topic, text: JSON.stringify(topic, null, 2) };
    }
    case "follow": {
      const { made: _, ...before } = files.read(command.changes.name) ?? {};
      const { query } = { ...before, ...command.changes };
      if (query === undefined) throw new Fatal("follow needs a QUERY for a new topic");
      const topic = desk.follow({ ...before, ...command.changes, query });
      return { answer: topic, text: lineOf(topic) };
    }
    case "unfollow": {
      const topic = desk.unfollow(command.name);
      return { answer: topic, text: `${topic.name}: followed no more; posts that it brought stay` };
    }
  }
}

function lineOf({ name, query, languages, sources, x, problem }: TopicAnswer): string {
  const parts = [
    name,
    query,
    ...languages === undefined ? [] : [`in ${languages.join(", ")}`],
    ...sources === undefined ? [] : [`at ${sources.join(", ")}`],
    problem ?? ("rule" in x ? `X: ${x.rule}` : `not at X: ${x.refusal}`),
  ];
  return oneLine(parts.join("  "));
}

if (import.meta.main) await runMain(() => Promise.try(main, Deno.args));
