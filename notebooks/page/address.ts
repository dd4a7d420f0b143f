import { queryValues } from "./query_values.ts";
import { type PageTime, readPageTime } from "./page_time.ts";
import type { ParamSpecs } from "./param_spec.ts";
import { type CheckTopic, type ParamProblem, type ParamValues, readParams } from "./param_values.ts";

/** How many posts an open "why" drawer shows at first. */
export const drawerPosts = 5;

/** What an open "why" drawer keeps in the address. */
export const drawerNames: RegExp = /^(why|as|seen|key\.[a-z_]+)$/;

/** What mails, feeds and campaigns add to the links that they carry; it says nothing about the page. */
const trackingNames =
  /^(utm_\w+|\w{0,4}clid|msclkid|[gw]braid|gad_\w+|mc_[ce]id|mkt_tok|igsh(id)?|_g[al]|_hs\w+|ref(_src)?)$/i;

/** What the query of a page's address says. */
export interface Address {
  /** Checked values; the default where the address says nothing, or something wrong. */
  values: ParamValues;
  time: PageTime;
  problems: ParamProblem[];
  /** What is wrong, as written there. */
  refused: Record<string, string>;
}

/**
 * Reads parameters and time of a page from the query of its address; what an open drawer wrote there, and what only tracks links,
 * is left alone.
 */
export function readAddress(
  specs: ParamSpecs,
  search: string,
  checkTopic: CheckTopic,
  now: number,
): Address {
  const written = queryValues(new URLSearchParams(search));
  const { time, rest, problems: wrongTimes } = readPageTime(written, now);
  const isForeign = (name: string) => trackingNames.test(name) && !Object.hasOwn(specs, name);
  const asked = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !drawerNames.test(name) && !isForeign(name)),
  );
  const { values, problems } = readParams(specs, asked, checkTopic);
  const all = [...wrongTimes, ...problems];
  const refused = Object.fromEntries(all.map(({ param }) => [param, String(written[param] ?? "")]));
  return { values, time, problems: all, refused };
}

/** Whether a topic is among what is wrong: the numbers of any other would be taken for its own. */
export function hasWrongTopic(specs: ParamSpecs, wrong: string[]): boolean {
  return wrong.some((name) => specs[name]?.type === "topic");
}
