import type { Letter, LetterHead } from "../../analysis/store/letters.ts";
import { oneLine } from "../../ingest/base/one_line.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings, type Settings } from "../../ingest/base/settings.ts";
import { helpText } from "../../ingest/help.ts";
import { readmit, settleLetter } from "../../ingest/readmit.ts";
import { createDeadDesk, type DeadDesk, type Sent } from "./dead_desk.ts";
import { type DeadCommand, deadOptionHelp, parseDeadOptions } from "./dead_options.ts";
import { reachData } from "./reach_data.ts";
import { readInput } from "./read_input.ts";
import { remoteDesk } from "./remote_desk.ts";

const about =
  "Dead letters: what could not become a post. What is sent again goes through the door and the log.";

/** Lists, shows, fixes, replays and discards dead letters. The result is 1 where letters were refused again. */
async function main(args: string[]): Promise<number> {
  const command = parseDeadOptions(args);
  if (command.act === "help") {
    console.log(helpText("deno task dead COMMAND", about, deadOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  return await withDesk(settings, (desk) => run(command, desk));
}

async function run(command: Exclude<DeadCommand, { act: "help" }>, desk: DeadDesk): Promise<number> {
  const say = (answer: object, text: () => string) =>
    console.log(command.json ? JSON.stringify(answer) : text());
  switch (command.act) {
    case "list": {
      const answer = await desk.list(command.filter, command.most);
      say(answer, () => listText(answer));
      return 0;
    }
    case "show": {
      const letter = await desk.show(command.id);
      say(letter, () => textOf(letter));
      return 0;
    }
    case "fix": {
      const sent = await desk.replay(command.id, await readInput(command.file));
      say(sent, () => sentText(sent));
      return 0;
    }
  }
  const sent = await settle(command, desk);
  say(sent, () => sentText(sent));
  return sent.refused.length > 0 ? 1 : 0;
}

async function settle(
  { act, ids, filter }: Extract<DeadCommand, { act: "replay" | "discard" }>,
  desk: DeadDesk,
): Promise<Sent> {
  if (ids.length === 0) return act === "replay" ? await desk.replayAll(filter) : await desk.discard(filter);
  const sum: Sent = { sent: 0, settled: 0, refused: [] };
  for (const id of ids) {
    const { sent, settled } = await (act === "replay" ? desk.replay(id) : desk.discard({ id }));
    sum.sent += sent;
    sum.settled += settled;
  }
  return sum;
}

function withDesk<Result>(settings: Settings, act: (desk: DeadDesk) => Promise<Result>): Promise<Result> {
  return reachData(settings, "deno task dead", {
    ask: (owner) => act(remoteDesk(owner)),
    open: (store, log) =>
      act(createDeadDesk({
        reads: store.reads,
        log,
        readmit: (letter, payload) => readmit(letter, payload, Date.now()),
        settle: settleLetter,
        waitMs: 0,
      })),
  });
}

function listText({ letters, total }: { letters: LetterHead[]; total: number }): string {
  if (total === 0) return "No such dead letter";
  return [...letters.map(lineOf), `${letters.length} of ${total}`].join("\n");
}

function lineOf({ id, refusedAt, source, stage, reason, state, beginning }: LetterHead): string {
  const time = new Date(refusedAt).toISOString().slice(0, 19);
  return oneLine([id, time, state, source, stage, reason, "|", beginning].join("  "));
}

function textOf(letter: Letter): string {
  const { text, kept, whole: _, beginning: _beginning, ...head } = letter;
  const fields = Object.entries(head).map(([name, value]) => oneLine(`${name}: ${value}`));
  const cut = kept < letter.size ? [`first ${kept} of ${letter.size} bytes:`] : [];
  return [...fields, "", ...cut, ...text.split("\n").map(oneLine)].join("\n");
}

function sentText({ sent, settled, refused }: Sent): string {
  const waiting = sent - settled;
  return [
    `${sent} sent, ${settled} settled`,
    ...waiting > 0 ? [`${waiting} settle when they land`] : [],
    ...refused.map(({ reason, letters }) => oneLine(`${letters} refused again and left open: ${reason}`)),
  ].join("\n");
}

if (import.meta.main) await runMain(() => main(Deno.args));
