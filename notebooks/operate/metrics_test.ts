import assert from "node:assert/strict";
import { encodeDead } from "../../ingest/dead_letter.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { postLine } from "../../analysis/land/landing_harness.ts";
import { withDataDir } from "../dev_harness.ts";
import { waitFor } from "../faults/fault_harness.ts";
import { startOwner } from "../owner.ts";
import { expositionType } from "./exposition.ts";
import { type Parsed, parseExposition } from "./exposition_harness.ts";

const report = { say() {}, warn() {}, progress() {}, endProgress() {} };
const secret = "xyzzy-of-a-post";

Deno.test("/metrics tells what landed, what was refused and how long it took, without a word of any post", () =>
  withDataDir(async (dataDir) => {
    const owner = await startOwner(
      { ...readSettings(() => undefined), PORT: 0, DATA_DIR: dataDir },
      "test",
      report,
    );
    const scrape = async (): Promise<[Map<string, Parsed>, string]> => {
      const response = await fetch(`${owner.url}metrics`);
      assert.equal(response.headers.get("content-type"), expositionType);
      const text = await response.text();
      return [parseExposition(text), text];
    };
    const valueOf = (metrics: Map<string, Parsed>, name: string, labels: Record<string, string> = {}) =>
      metrics.get(`groundswell_${name}`)?.samples.find((sample) =>
        Object.entries(labels).every(([label, value]) => sample.labels[label] === value)
      )?.value;
    const [before] = await scrape();
    assert.equal(valueOf(before, "landed_posts_total"), 0);
    const lines = [
      postLine({ id: "1", text: secret }),
      postLine({ id: "1", text: secret }),
      postLine({ id: "2", text: secret }),
      encodeDead({
        source: "x",
        stream: "s",
        origin: "a:1",
        stage: "decode",
        reason: `is not JSON: Unexpected token in "${secret}"`,
        at: 0,
      }, secret),
    ];
    await owner.log.append("posts", lines.map((line) => ({ key: "", line })));
    await waitFor("the posts land", () => owner.landing.totals.landed === 2);
    await fetch(`${owner.url}api/pages/pipeline/cells/totals`).then((response) => response.body?.cancel());
    let after = before;
    let text = "";
    await waitFor(
      "a new answer",
      async () => ([after, text] = await scrape(), valueOf(after, "landed_posts_total") === 2),
    );
    assert.deepEqual(
      [
        valueOf(after, "duplicate_lines_total"),
        valueOf(after, "dead_lines_total"),
        valueOf(after, "dead_letters_open", { stage: "decode", reason: "syntax" }),
        valueOf(after, "dead_letters_open", { stage: "land", reason: "format" }),
        valueOf(after, "landed_offset", { topic: "posts", partition: "0" }),
        valueOf(after, "lag_lines"),
        valueOf(after, "viewers"),
        valueOf(after, "build_info", { deno: Deno.version.deno }),
      ],
      [1, 1, 1, 0, 4, 0, 0, 1],
    );
    for (const name of ["landing_seconds", "query_seconds"]) {
      const { samples } = after.get(`groundswell_${name}`)!;
      assert.ok(samples.find((sample) => sample.name.endsWith("_count"))!.value > 0, name);
    }
    assert.ok(!text.includes(secret) && !text.includes(dataDir), text);
    const setOf = (metrics: Map<string, Parsed>, name: string) =>
      metrics.get(name)!.samples.map(({ labels }) => JSON.stringify(labels));
    assert.deepEqual([...after.keys()], [...before.keys()], "the same names, always");
    for (const name of ["groundswell_dead_letters", "groundswell_dead_letters_open"]) {
      assert.deepEqual(setOf(after, name), setOf(before, name), "the same labels, always");
    }
    await owner.stop();
  }));
