import { messageOf } from "../base/errors.ts";
import { Refusal } from "../base/refusal.ts";
import type { Settings } from "../base/settings.ts";
import type { Adapter } from "../sources/live/adapter.ts";
import type { Followed } from "../sources/live_sources.ts";
import type { CredentialField } from "../sources/source_form.ts";
import { topicNames } from "../topics/asked_rules.ts";
import type { TopicFiles } from "../topics/topic_files.ts";
import { parseSchedule } from "./schedule.ts";
import type { StreamLimits } from "./stream.ts";

const maxPerHour = 10_000_000;

/** Limits as they are kept. @throws {Refusal} */
export function checkLimits({ perHour, schedule }: StreamLimits): StreamLimits {
  if (perHour !== null && !(Number.isInteger(perHour) && perHour >= 1 && perHour <= maxPerHour)) {
    throw new Refusal(`Give a number of posts an hour from 1 to ${maxPerHour}, or none`, "perHour");
  }
  if (schedule === null || schedule.trim() === "") return { perHour, schedule: null };
  try {
    parseSchedule(schedule);
  } catch (error) {
    throw new Refusal(messageOf(error), "schedule");
  }
  return { perHour, schedule: schedule.trim() };
}

/** X is asked for followed topics only. A stream that runs goes on with those that are left; a new one wants all it names. */
export function refuseUnfollowed({ source, what }: Followed, files: Pick<TopicFiles, "names">): void {
  if (source !== "x") return;
  const followed = files.names();
  const other = topicNames(what ?? "").find((name) => !followed.includes(name));
  if (other === undefined) return;
  throw new Refusal(`"${other}" is not a followed topic: follow it first (deno task topics)`, "what");
}

/** One account is for one stream at X, and a token for one server of Mastodon: another would learn it. */
export function refuseRival(
  { source, what }: Followed,
  others: readonly (Followed & { stream: string })[],
  { MASTODON_TOKEN: token }: Settings,
): void {
  const serverOf = (what: string | null) => what?.split("/")[0]?.toLowerCase();
  const rival = others.find((other) =>
    other.source === source &&
    (source === "x" || (source === "mastodon" && token !== "" && serverOf(other.what) !== serverOf(what)))
  );
  if (rival === undefined) return;
  const why = source === "x" ? "X has one stream an app" : "MASTODON_TOKEN is for one server";
  throw new Refusal(`${why}: remove "${rival.stream}" first`, "what");
}

/** What a source charges has to be confirmed. */
export function refuseUnconfirmed({ price }: Adapter, confirmed: boolean): void {
  if (price !== undefined && !confirmed) throw new Refusal(`${price}: confirm that`, "confirmed");
}

/** The field that a message blames: the secret that it names, one that is missing before others, else what to follow. */
export function blamedField(
  message: string,
  secrets: readonly CredentialField[],
  settings: Settings,
): string {
  const named = secrets.filter(({ name }) => message.includes(name));
  return (named.find(({ name }) => settings[name] === "") ?? named[0])?.name ?? "what";
}
