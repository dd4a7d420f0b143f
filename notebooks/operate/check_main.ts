import type { MeasuredMood } from "../../analysis/store/corrections.ts";
import { Fatal, messageOf, Poison } from "../../ingest/base/errors.ts";
import { oneLine } from "../../ingest/base/one_line.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { helpText } from "../../ingest/help.ts";
import { moodName } from "../client/charts/mood_name.ts";
import { wilsonInterval } from "../client/charts/share.ts";
import { full, percent, plural } from "../client/words.ts";
import { type CheckCommand, checkOptionHelp, parseCheckOptions } from "./check_options.ts";
import type { CorrectDesk } from "./correct_desk.ts";
import { reachCorrectDesk } from "./reach_correct_desk.ts";
import { readInput } from "./read_input.ts";
import { readJudgements } from "./read_judgements.ts";
import { systemUser } from "./system_user.ts";

const about =
  `How often the model is right in a topic, by people who judge some of its posts without sight of it.
What they say corrects these posts, too.`;

/** Draws posts of a topic, takes what people say of them, and says how often the model was right. */
async function main(args: string[]): Promise<number> {
  const command = parseCheckOptions(args);
  if (command.act === "help") {
    console.log(helpText("deno task check COMMAND", about, checkOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  await reachCorrectDesk(settings, "deno task check", (desk) => run(command, desk));
  return 0;
}

async function run(command: Exclude<CheckCommand, { act: "help" }>, desk: CorrectDesk): Promise<void> {
  if (command.act === "draw") return await draw(command.topic, desk);
  const { topic, json } = command;
  const sent = command.act === "judge" ? await judge(command, desk) : null;
  const measured = (await desk.measured(topic)).map(withShare);
  if (json) return console.log(JSON.stringify({ ...sent, measured }));
  if (sent !== null) console.log(sentText(sent));
  console.log(measured.map(lineOf).join("\n") || "Nothing was measured here yet");
}

async function draw(topic: string, desk: CorrectDesk): Promise<void> {
  const posts = await desk.draw(topic);
  for (const post of posts) console.log(JSON.stringify(post));
  if (posts.length === 0) {
    console.error("Every post of this topic that a model has judged was judged here too");
  }
}

async function judge(
  { topic, file, by = systemUser() }: Extract<CheckCommand, { act: "judge" }>,
  desk: CorrectDesk,
): Promise<{ judged: number; waiting: number }> {
  const judgements = readJudgements(await readInput(file));
  let waiting = 0;
  for (const [before, { line, post, mood }] of judgements.entries()) {
    const { landed } = await desk.judge(topic, post, mood, by).catch((error) => {
      if (!(error instanceof Poison || error instanceof Fatal)) throw error;
      throw new Fatal(`Cannot judge line ${line}, of those before it ${before} are: ${messageOf(error)}`);
    });
    if (!landed) waiting++;
  }
  return { judged: judgements.length, waiting };
}

function sentText({ judged, waiting }: { judged: number; waiting: number }): string {
  const later = waiting === 0 ? "" : `, ${full(waiting)} on their way: they count when they land`;
  return `${plural(judged, "post")} judged${later}`;
}

function withShare(mood: MeasuredMood) {
  const { share, low, high } = wilsonInterval(mood.agreed, mood.judged);
  return { ...mood, share, low, high };
}

function lineOf(
  { model, modelMood, agreed, judged, share, low, high, judgedAt }: ReturnType<typeof withShare>,
) {
  const right = `${percent(share)} right (${percent(low)} to ${percent(high)})`;
  return oneLine(
    `${moodName(modelMood)}: ${right}, ${full(agreed)} of ${full(judged)}; ${model}, last on ${
      new Date(judgedAt).toISOString().slice(0, 10)
    }`,
  );
}

if (import.meta.main) await runMain(() => main(Deno.args));
