import { Fatal } from "../../ingest/base/errors.ts";
import { readArgs } from "../../ingest/base/read_args.ts";
import type { TopicDraft } from "../../ingest/topics/followed_topic.ts";

/** What is asked of the followed topics. */
export type TopicsCommand =
  | { act: "help" }
  | { act: "list"; json: boolean }
  | { act: "show" | "unfollow"; name: string; json: boolean }
  | { act: "follow"; changes: Pick<TopicDraft, "name"> & Partial<TopicDraft>; json: boolean };

/** Lines of `--help`, and for the test that the README lists each. */
export const topicsOptionHelp: { option: string; about: string }[] = [
  { option: "list", about: "all followed topics: name, query, what X is asked" },
  {
    option: "follow NAME [QUERY]",
    about: "follow a topic, or change the one of that name; what is not given stays",
  },
  { option: "show NAME", about: "all that is known of it" },
  { option: "unfollow NAME", about: "follow it no more; posts that it brought stay" },
  { option: "--language CODE", about: "follow: only posts in this language, like en; again for more" },
  { option: "--at SOURCE", about: "follow: only at this network, like x; again for more" },
  { option: "--match TEXT", about: "follow: a post that the query must find; again for more" },
  { option: "--no-match TEXT", about: "follow: a post that the query must not find; again for more" },
  { option: "--json", about: "the answer as JSON" },
];

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseTopicsOptions(args: string[]): TopicsCommand {
  const { values, positionals: [act, ...rest] } = readArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      language: { type: "string", multiple: true },
      at: { type: "string", multiple: true },
      match: { type: "string", multiple: true },
      "no-match": { type: "string", multiple: true },
      json: { type: "boolean" },
    },
  });
  const { help, json = false, language, at, match, "no-match": noMatch } = values;
  if (help || act === undefined) return { act: "help" };
  const given = {
    ...language === undefined ? {} : { languages: language },
    ...at === undefined ? {} : { sources: at },
    ...match === undefined ? {} : { mustMatch: match },
    ...noMatch === undefined ? {} : { mustNotMatch: noMatch },
  };
  if (act !== "follow" && Object.keys(given).length > 0) {
    throw new Fatal(`--language, --at, --match and --no-match go with follow, not with ${act}`);
  }
  const [name, query] = rest;
  switch (act) {
    case "list":
      if (rest.length > 0) throw new Fatal(`Unknown argument "${name}"`);
      return { act, json };
    case "show":
    case "unfollow":
      if (rest.length !== 1) throw new Fatal(`${act} needs one NAME; deno task topics list shows them`);
      return { act, name: name!, json };
    case "follow":
      if (rest.length === 0 || rest.length > 2) {
        throw new Fatal("follow needs a NAME and a QUERY, in quotes where it has spaces");
      }
      return { act, changes: { name: name!, ...query === undefined ? {} : { query }, ...given }, json };
    default:
      throw new Fatal(`Unknown command "${act}" (--help lists them)`);
  }
}
