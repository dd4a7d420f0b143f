import assert from "node:assert/strict";
import { join } from "node:path";
import { statusLine } from "../../ingest/sources/replay/files_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded } from "../faults/fault_harness.ts";
import { appendLines } from "./dead_harness.ts";

const planted = "xyzzy";
const secrets = {
  KAFKA_PASSWORD: `${planted}-password`,
  MASTODON_TOKEN: `${planted}-token`,
  NEWSAPI_KEY: `${planted}-key`,
};

/** Files in which every text is a secret: good, broken in each way that a door knows, and of no format. */
async function plantFiles(folder: string): Promise<string[]> {
  const said = (n: number) => statusLine(n).replace(`post ${n}`, `${planted} ${n}`);
  const files: Record<string, string> = {
    "good.ndjson": Array.from({ length: 50 }, (_, n) => said(n)).join("\n"),
    "broken.ndjson": [said(60), ...Array.from({ length: 1500 }, (_, n) => `${planted} ${n}`)].join("\n"),
    "half.ndjson": [said(70), `{"text": "${planted}`, `{"id_str": "8", "text": "${planted}"}`, `"${planted}"`]
      .join(
        "\n",
      ),
    "none.ndjson": `{"other": "${planted}"}\n${planted}`,
    "none.csv": `a,b\n${planted},"`,
  };
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(folder, name), text);
  return Object.keys(files).map((name) => join(folder, name));
}

for (const format of ["json", "text"]) {
  Deno.test(`the log of a run full of failures, as ${format}, holds no post text and no secret`, () =>
    withDataDir(async (folder) => {
      const dataDir = join(folder, "data");
      const files = await plantFiles(folder);
      const settings = { ...secrets, LOG_FORMAT: format };
      const args = ["--replay", ...files, "--speed", "max", "--exit-when-done"];
      await using dev = start("dev", dataDir, args, settings);
      const over = await dev.ended();
      assert.equal(over.code, 3, over.err);
      await appendLines(dataDir, [
        planted,
        `{"v":1,"t":"post","text":"${planted}"}`,
        `{"v":1,"t":"${planted}"}`,
      ]);
      await using serve = start("serve", dataDir, [], settings);
      await serve.url();
      await allLanded(serve);
      await using second = start("serve", dataDir, [], settings);
      const refused = await second.ended();
      assert.equal(refused.code, 2);
      await using ingest = start("ingest", dataDir, [], {
        ...settings,
        KAFKA_BROKERS: "127.0.0.1:1",
        KAFKA_SASL: "plain",
        KAFKA_USER: "someone",
      });
      const away = await ingest.ended();
      assert.notEqual(away.code, 0);
      serve.child.kill("SIGTERM");
      const ended = [over, refused, away, await serve.ended()];
      const lines = ended.flatMap(({ out, err }) => `${out}${err}`.split("\n")).filter((line) => line !== "");
      assert.ok(lines.length >= 5, "there are lines to look at");
      for (const line of lines) assert.ok(!line.includes(planted), line);
      if (format === "text") return;
      for (const line of lines) {
        const { time, level, stage, message } = JSON.parse(line);
        assert.ok(Number.isFinite(Date.parse(time)), line);
        assert.match(level, /^(info|warn|error)$/);
        assert.match(stage, /^(dev|serve|ingest|end)$/);
        assert.ok(typeof message === "string" && message !== "", line);
      }
      assert.match(ended[0]!.err, /"level":"error".*Stopped: of \d+ lines/);
    }));
}
