import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { topicKey } from "../../analysis/topics/topic_key.ts";
import { encodeCorrection, encodeRule } from "../../ingest/correction.ts";
import { withExports } from "./export_harness.ts";
import { unpackGroups } from "./packed_groups.ts";
import type { SavedReport } from "./saved.ts";

const at = Date.UTC(2026, 4, 1, 12);
const posts = Array.from({ length: 40 }, (_, nth) => ({
  id: String(nth),
  text: `storm ${["terrible, I hate it", "lovely, I love it"][nth % 2]}`,
  createdAt: at - nth * 60_000,
}));

/** The words beside "Corrections" at the end of a report, the moods of all its posts and who corrected how many, and whether its numbers say so. */
function read(
  html: string,
): { words: string | null; moods: number[]; corrected: number[] | undefined; totals: unknown[] } {
  const { document } = new JSDOM(html).window;
  const report: SavedReport = JSON.parse(document.getElementById("report")!.textContent!);
  const term = [...document.querySelectorAll("dt")].find(({ textContent }) => textContent === "Corrections");
  const [view] = Object.values(report.views);
  const all = unpackGroups(view!.filters[0]!.groups)["[]"]!;
  const body = report.bodies[view!.cells["totals"]!]!;
  assert.ok("values" in body);
  return {
    words: term?.nextElementSibling?.textContent ?? null,
    moods: all.moods,
    corrected: all.corrected,
    totals: body.values.slice(0, 4).map(([value]) => value),
  };
}

Deno.test("a report says what was corrected and by which rules, holds those moods, and is the same each time", () =>
  withExports(posts, async ({ owner, folder, land, run }) => {
    const write = async (name: string, ...more: string[]) => {
      const { code, said } = await run("topic", "--topic", "storm", "-o", `${folder}/${name}.html`, ...more);
      assert.equal(code, 0, said);
      return await Deno.readTextFile(`${folder}/${name}.html`);
    };
    assert.deepEqual(read(await write("before")), {
      words: null,
      moods: [20, 0, 20, 0],
      corrected: undefined,
      totals: [40, 40, 20, 20],
    });
    await land(encodeCorrection({ entry: "c", source: "x", id: "0", mood: -1, by: "ann", at }));
    await land(encodeCorrection({ entry: "d", source: "x", id: "1", mood: 0, by: "ann", at }));
    const topic = topicKey(parseTopic("storm"));
    await land(encodeRule({ entry: "r", topic, query: "storm", phrase: "hate it", mood: 0, by: "ann", at }));
    const html = await write("after");
    assert.deepEqual(read(html), {
      words: "moods as corrected; 2 by hand; 19 by phrase rules, version 1: “hate it” is neutral",
      moods: [1, 20, 19, 0],
      corrected: [2, 19],
      totals: [40, 40, 1, 19],
    });
    const modelled = read(await write("modelled", "--param", "moods=modelled"));
    assert.deepEqual([modelled.moods, modelled.totals], [[20, 0, 20, 0], [40, 40, 20, 20]]);
    assert.equal(modelled.corrected, undefined);
    assert.match(modelled.words!, /^moods as modelled; 2 by hand; 19 by phrase rules/);
    await owner.stop();
    assert.ok(await write("again") === html, "the same data give the same bytes");
  }));
