/** Milliseconds from 1970 to the first moment an X id can express. */
const snowflakeEpochMs = 1_288_834_974_657;
/** Ids below were counted one by one (until November 2010) and hold no time. */
const firstSnowflake = 30_000_000_000n;
/** How far a stated time of whole seconds, or of another clock at X, lies from the one in the id. */
const sameMomentMs = 2000;
const decimal = /^[1-9][0-9]{0,18}$/;
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const oldTime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2}) (\d{2}:\d{2}:\d{2} [+-]\d{4}) (\d{4})$/;

/** Whether X can have given this id: a text of ASCII digits, as its APIs state ids. */
export function isXId(id: unknown): id is string {
  return typeof id === "string" && decimal.test(id);
}

/** The UTC milliseconds in an X id; undefined for ids of before November 2010 and for what is no X id. */
export function timeOfId(id: unknown): number | undefined {
  if (!isXId(id) || BigInt(id) < firstSnowflake) return undefined;
  return Number(BigInt(id) >> 22n) + snowflakeEpochMs;
}

/**
 * Event time of a post, UTC milliseconds. The id's own time is taken where it agrees with the stated one, so that
 * every format of the same post says the same millisecond; where it does not, the id is not X's and the stated holds.
 */
export function timeOfPost(id: unknown, statedMs: number | undefined): number | undefined {
  const inId = timeOfId(id);
  if (inId === undefined || statedMs === undefined) return inId ?? statedMs;
  return Math.abs(inId - statedMs) <= sameMomentMs ? inId : statedMs;
}

/** UTC milliseconds of `2021-05-01T09:27:19.000Z` or `Wed Aug 27 13:08:45 +0000 2008`; undefined for the rest. */
export function parseXTime(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const old = oldTime.exec(text);
  const parsed = old
    ? Date.parse(`${old[1]} ${old[3]} ${old[2]}`)
    : isoTime.test(text)
    ? Date.parse(text)
    : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** The language of a post; X's codes for none, unknown or only media (`und`, `zxx`, `qme`, ...) are no language. */
export function languageOf(code: unknown): unknown {
  return typeof code === "string" && /^(und|zxx|art|q[a-t][a-z])$/.test(code) ? undefined : code;
}

/** Address of a post on the web. */
export function addressOf(id: string, screenName: unknown): string {
  const name = typeof screenName === "string" && /^\w{1,20}$/.test(screenName) ? screenName : "i";
  return `https://x.com/${name}/status/${id}`;
}
