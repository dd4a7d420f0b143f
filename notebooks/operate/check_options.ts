import { Fatal } from "../../ingest/base/errors.ts";
import { byOptionHelp, readByOptions } from "./by_options.ts";

/** What is to be done to measure a model on a topic, and who judges where that is not the system's user. */
export type CheckCommand =
  | { act: "help" }
  | { act: "draw"; topic: string }
  | { act: "judge"; topic: string; file: string; by?: string; json: boolean }
  | { act: "show"; topic: string; json: boolean };

/** Lines of `--help`, and for the test that the README lists each. */
export const checkOptionHelp: { option: string; about: string }[] = [
  { option: "draw TOPIC", about: "posts to judge, a line of JSON each, without what the model says of them" },
  { option: "judge TOPIC FILE", about: "take lines that have a mood too, and say what was measured" },
  { option: "show TOPIC", about: "how often each mood of the model is right in a topic" },
  ...byOptionHelp,
];

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseCheckOptions(args: string[]): CheckCommand {
  const { help, act, rest, by, json } = readByOptions(args, ["judge"]);
  if (help || act === undefined) return { act: "help" };
  const [topic, file] = rest;
  switch (act) {
    case "draw":
      if (rest.length !== 1) throw new Fatal("draw needs one TOPIC, in quotes where it has spaces");
      return { act, topic: topic! };
    case "show":
      if (rest.length !== 1) throw new Fatal("show needs one TOPIC, in quotes where it has spaces");
      return { act, topic: topic!, json };
    case "judge":
      if (rest.length !== 2) throw new Fatal("judge needs a TOPIC and a file, or - for standard input");
      return { act, topic: topic!, file: file!, ...by, json };
    default:
      throw new Fatal(`Unknown command "${act}" (--help lists them)`);
  }
}
