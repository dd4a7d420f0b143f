import type { RuleEntry } from "../../analysis/store/corrections.ts";
import { oneLine } from "../../ingest/base/one_line.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { helpText } from "../../ingest/help.ts";
import type { CorrectDesk, CorrectedPost } from "./correct_desk.ts";
import { moodName } from "../client/charts/mood_name.ts";
import { type CorrectCommand, correctOptionHelp, parseCorrectOptions } from "./correct_options.ts";
import { reachCorrectDesk } from "./reach_correct_desk.ts";
import { systemUser } from "./system_user.ts";

const about = "Moods as people have them. What is said goes by the log, and holds as it lands.";

/** Shows and corrects moods. */
async function main(args: string[]): Promise<number> {
  const command = parseCorrectOptions(args);
  if (command.act === "help") {
    console.log(helpText("deno task correct COMMAND", about, correctOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const { answer, text } = await reachCorrectDesk(
    settings,
    "deno task correct",
    (desk) => run(command, desk),
  );
  console.log(command.json ? JSON.stringify(answer) : text);
  return 0;
}

async function run(
  command: Exclude<CorrectCommand, { act: "help" }>,
  desk: CorrectDesk,
): Promise<{ answer: object; text: string }> {
  if (command.act === "show") {
    const answer = await desk.show(command.post);
    return { answer, text: textOf(answer) };
  }
  if (command.act === "rules") {
    const answer = await desk.rules(command.topic);
    return { answer, text: answer.map(entryText).join("\n") || "No rules" };
  }
  const { mood, by = systemUser() } = command;
  const answer = command.act === "post"
    ? await desk.correct(command.post, mood, by)
    : await desk.rule(command.topic, command.phrase, mood, by);
  return { answer, text: answer.landed ? "Done" : "On its way: it holds when it lands" };
}

function textOf({ mood, modelMood, modelPolarity, model, entries }: CorrectedPost): string {
  const judged = modelMood === null ? "no known mood" : `${moodName(modelMood)} ${modelPolarity!.toFixed(2)}`;
  const held = mood === null ? "no known mood" : moodName(mood);
  return [oneLine(`${held}; by model ${model ?? "none"}: ${judged}`), ...entries.map(entryText)].join("\n");
}

function entryText({ mood, by, at, phrase }: Omit<RuleEntry, "phrase"> & Partial<RuleEntry>): string {
  const about = phrase === undefined ? "" : `“${phrase}”: `;
  const said = mood === null ? "as modelled" : moodName(mood);
  return oneLine(`${new Date(at).toISOString().slice(0, 19)}  ${about}${said}  by ${by}`);
}

if (import.meta.main) await runMain(() => main(Deno.args));
