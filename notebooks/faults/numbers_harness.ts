import assert from "node:assert/strict";
import { recount } from "../../analysis/land/recount.ts";
import { openStore } from "../../analysis/store/store.ts";
import { Draw, keyOf } from "../../ingest/sources/sample/random.ts";

/** A recorded file whose posts carry the numbers from 1 on in their payload. */
export interface Numbers {
  seed: number;
  count: number;
  /** Posts a second by their own times; a replay may be faster. */
  rate?: number;
  /** How many times a post comes again, on average. */
  duplicates?: number;
  /** How far apart in the file neighbours may come to stand. */
  reorder?: number;
  /** Share of numbers that stand in something that is no post. */
  bad?: number;
  /** By how many characters texts are longer. */
  padding?: number;
}

const startMs = Date.UTC(2016, 2, 1, 12);
const bufferedChars = 1_000_000;
const remembered = 500;

/** Writes the file. The same numbers make the same bytes. */
export async function writeNumbers(path: string, numbers: Numbers): Promise<void> {
  using file = await Deno.open(path, { create: true, write: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  let text = "";
  for (const line of linesOf(numbers)) {
    text += line + "\n";
    if (text.length < bufferedChars) continue;
    await writer.write(encoder.encode(text));
    text = "";
  }
  await writer.write(encoder.encode(text));
  await writer.close();
}

/** The numbers that stand in something that is no post. */
export function badNumbers({ seed, count, bad = 0 }: Numbers): Set<number> {
  const found = new Set<number>();
  for (let n = 1; n <= count; n++) if (isBad(seed, n, bad)) found.add(n);
  return found;
}

// The first lines are good, so that the format is recognised.
function isBad(seed: number, n: number, share: number): boolean {
  return n > 10 && new Draw(keyOf(seed, n)).chance(share);
}

/** The lines of the file, as its source would have delivered them: some twice, some out of order, some broken. */
export function* linesOf(numbers: Numbers): Generator<string> {
  const { seed, count, rate = 1000, duplicates = 0, reorder = 1, bad = 0, padding = 0 } = numbers;
  const draw = new Draw(keyOf(seed, 0));
  const recent: string[] = [];
  const waiting: string[] = [];
  let good = "";
  for (let n = 1; n <= count; n++) {
    const broken = isBad(seed, n, bad);
    const line = broken ? brokenLine(n) : postLine(n, startMs + Math.floor(n * 1000 / rate), padding);
    if (!broken) recent[n % remembered] = good = line;
    waiting.push(line);
    // Each broken line that comes is a dead letter: only others come again.
    for (let left = duplicates; left > 0; left--) {
      if (draw.chance(Math.min(1, left))) waiting.push(recent[draw.below(recent.length)] ?? good);
    }
    while (waiting.length >= reorder) yield* waiting.splice(draw.below(Math.min(reorder, waiting.length)), 1);
  }
  yield* waiting;
}

const moods = ["love", "hate", "table"];

function postLine(n: number, at: number, padding: number): string {
  return JSON.stringify({
    id_str: String(n),
    text: `post ${n}: people ${moods[n % moods.length]} the number ${n % 97}${
      padding > 0 ? ` ${"x".repeat(padding)}` : ""
    }`,
    timestamp_ms: String(at),
    user: { screen_name: `writer${n % 50}` },
  });
}

function brokenLine(n: number): string {
  return `{"number":${n},"text":"cut off`;
}

/** What a data folder holds of the numbers that it should. */
export interface Counted {
  posts: number;
  dead: number;
}

/**
 * Checks that each number has landed once or is a dead letter once, never both and never neither, and that rollups equal a
 * recount. Nobody else may have the folder open.
 */
export async function checkNumbers(dataDir: string, numbers: Numbers): Promise<Counted> {
  await using store = await openStore(dataDir);
  const rows = <Row>(sql: string) => store.writer.rows<Row>(sql);
  const posts = await rows<{ n: number }>("select id::integer as n from base.posts order by n");
  const dead = await rows<{ n: number | null }>(
    "select try_cast(regexp_extract(decode(bytes), '\"number\":(\\d+)', 1) as integer) as n from base.dead_letters order by n",
  );
  const bad = badNumbers(numbers);
  assertNumbers("posts", posts.map(({ n }) => n), numbers.count, (n) => !bad.has(n));
  assertNumbers("dead letters", dead.map(({ n }) => n), numbers.count, (n) => bad.has(n));
  assert.deepEqual(await recount(store.writer), []);
  return { posts: posts.length, dead: dead.length };
}

// One by one: a test has no time to show how two long lists differ.
function assertNumbers(
  what: string,
  found: (number | null)[],
  count: number,
  wanted: (n: number) => boolean,
): void {
  let at = 0;
  for (let n = 1; n <= count; n++) {
    if (!wanted(n)) continue;
    if (found[at] !== n) assert.fail(`${what}: ${n} should come, and ${found[at]} does`);
    at++;
  }
  assert.equal(found.length, at, `${what}: ${found[at]} is one too many`);
}
