import assert from "node:assert/strict";
import { encodePost } from "../../ingest/post.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded, drain } from "../faults/fault_harness.ts";
import { appendLines, runTask } from "./dead_harness.ts";

const at = Date.UTC(2026, 0, 1, 12);
const topic = "storm OR flood";
const post = (id: string, text: string) =>
  encodePost({ source: "x", id, revision: 0, stream: "s", createdAt: at, receivedAt: at, text }, "stable");
const posts = [
  ...[1, 2, 3, 4].map((nth) => post(`${nth}`, `What a storm number${nth}, I hate it so much`)),
  ...[5, 6].map((nth) => post(`${nth}`, `A flood number${nth}, I love it so much`)),
  post("7", "Calm, and I hate it so much"),
];
const ofTopic = ["1", "2", "3", "4", "5", "6"];

/** What people say of drawn posts: all are negative, but one that nobody can tell. */
function judged(drawn: string): string {
  const lines = drawn.trim().split("\n").map((line) => JSON.parse(line));
  return lines.map(({ id, ...line }) =>
    JSON.stringify({ ...line, id, ...id === "4" ? {} : { mood: "negative" } })
  ).join("\n");
}

Deno.test("deno task check draws posts without their mood, takes judgements, and measures as the page does", () =>
  withDataDir(async (dataDir) => {
    await appendLines(dataDir, posts);
    const check = (args: string[], input = "") => runTask("check", dataDir, args, input);
    await using owner = start("serve", dataDir);
    const url = await owner.url();
    await allLanded(owner);
    assert.equal((await check(["show", topic])).out, "Nothing was measured here yet\n");
    const { out: drawn } = await check(["draw", topic]);
    assert.deepEqual(drawn.match(/"id":"\d"/g)?.toSorted(), ofTopic.map((id) => `"id":"${id}"`));
    assert.doesNotMatch(drawn, /mood|polarity|sentiment/);

    const { code, out } = await check(["judge", "flood OR STORM", "-", "--by", "ann"], judged(drawn));
    assert.equal(code, 0);
    assert.match(
      out.replaceAll("\u202F", " "),
      /^5 posts judged\nnegative: 100 % right \(44 % to 100 %\), 3 of 3; sentiment-microblog-\d+, last on \d{4}-\d\d-\d\d\npositive: 0 % right \(0 % to 66 %\), 0 of 2; .*\n$/,
    );
    const { measured } = JSON.parse((await check(["show", topic, "--json"])).out);
    const query = new URLSearchParams({ topic });
    const page = await (await fetch(new URL(`api/pages/topic/cells/measured?${query}`, url))).json();
    const column = (name: string) => page.values[page.names.indexOf(name)];
    assert.deepEqual(
      measured.map(({ modelMood, judged, agreed }: Record<string, number>) => [modelMood, judged, agreed]),
      column("model_mood").map((mood: number, row: number) => [
        mood,
        column("judged")[row],
        column("agreed")[row],
      ]),
    );
    assert.match((await runTask("correct", dataDir, ["show", "x", "5"])).out, /^negative; .*\n.* by ann\n$/);
    assert.match((await check(["draw", topic])).out, /^\{"source":"x","id":"4".*\}\n$/);
    await drain(owner);
  }));

Deno.test("deno task check works while nothing runs, and what it was told counts when it lands", () =>
  withDataDir(async (dataDir) => {
    await appendLines(dataDir, posts);
    const check = (args: string[], input = "") => runTask("check", dataDir, args, input);
    const land = async () => {
      await using owner = start("serve", dataDir);
      await owner.url();
      await allLanded(owner);
      await drain(owner);
    };
    await land();
    const { out: drawn } = await check(["draw", topic]);
    const file = `${dataDir}/judged.ndjson`;
    await Deno.writeTextFile(file, judged(drawn));
    assert.equal(
      (await check(["judge", topic, file])).out,
      "5 posts judged, 5 on their way: they count when they land\nNothing was measured here yet\n",
    );
    await land();
    const { measured } = JSON.parse((await check(["show", topic, "--json"])).out);
    assert.deepEqual(measured.map(({ judged, agreed }: Record<string, number>) => [judged, agreed]), [
      [3, 3],
      [2, 0],
    ]);
    const line = (id: string) => JSON.stringify({ source: "x", id, mood: "neutral" });
    for (
      const [args, input, said] of [
        [
          ["judge", topic, "-"],
          `${line("4")}\n${line("7")}`,
          /line 2, of those before it 1 are: .*"7" is not of this/,
        ],
        [["judge", topic, "-"], line("9"), /line 1, .*No post "9" of "x"/],
        [["judge", topic, "-"], "negative", /Cannot use line 1/],
        [["judge", topic, `${dataDir}/none`], "", /Cannot read ".*none"/],
        [["judge", topic], "", /needs a TOPIC and a file/],
        [["draw", ""], "", /give one/],
        [["show", "("], "", /./],
        [["measure", topic], "", /Unknown command "measure"/],
      ] as const
    ) {
      const { code, err } = await check([...args], input);
      assert.equal(code, 2, err);
      assert.match(err, said);
    }
  }));
