import { type Mood, moodsByName, type PostName } from "../../analysis/store/corrections.ts";
import { Fatal } from "../../ingest/base/errors.ts";
import { byOptionHelp, readByOptions } from "./by_options.ts";

/** What is to be corrected, and who says so where that is not the system's user. */
export type CorrectCommand =
  | { act: "help" }
  | { act: "show"; post: PostName; json: boolean }
  | { act: "rules"; topic: string; json: boolean }
  | { act: "post"; post: PostName; mood: Mood | null; by?: string; json: boolean }
  | { act: "rule"; topic: string; phrase: string; mood: Mood | null; by?: string; json: boolean };

const moods: Record<string, Mood | null> = { ...moodsByName, model: null };

/** Lines of `--help`, and for the test that the README lists each. */
export const correctOptionHelp: { option: string; about: string }[] = [
  { option: "show SOURCE ID", about: "the mood of a post, and all that was said of it" },
  {
    option: "post SOURCE ID MOOD",
    about: "say that a post is negative, neutral or positive; model takes that back",
  },
  { option: "rules TOPIC", about: "what was said of phrases in a topic, the oldest first" },
  {
    option: "rule TOPIC PHRASE MOOD",
    about: "say that posts of a topic that hold a phrase are negative, neutral or positive there",
  },
  ...byOptionHelp,
];

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseCorrectOptions(args: string[]): CorrectCommand {
  const { help, act, rest, by, json } = readByOptions(args, ["post", "rule"]);
  if (help || act === undefined) return { act: "help" };
  const [source, id, mood] = rest;
  switch (act) {
    case "show":
      if (rest.length !== 2) throw new Fatal("show needs a SOURCE and an ID");
      return { act, post: { source: source!, id: id! }, json };
    case "post":
      if (rest.length !== 3) throw new Fatal("post needs a SOURCE, an ID and a MOOD");
      return { act, post: { source: source!, id: id! }, mood: moodOf(mood!), ...by, json };
    case "rules":
      if (rest.length !== 1) throw new Fatal("rules needs one TOPIC, in quotes where it has spaces");
      return { act, topic: rest[0]!, json };
    case "rule":
      if (rest.length !== 3) throw new Fatal("rule needs a TOPIC, a PHRASE and a MOOD");
      return { act, topic: rest[0]!, phrase: rest[1]!, mood: moodOf(mood!), ...by, json };
    default:
      throw new Fatal(`Unknown command "${act}" (--help lists them)`);
  }
}

function moodOf(text: string): Mood | null {
  if (Object.hasOwn(moods, text)) return moods[text]!;
  throw new Fatal(`Cannot use the mood "${text}": ${Object.keys(moods).join(", ")}`);
}
