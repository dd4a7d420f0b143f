import assert from "node:assert/strict";
import { join } from "node:path";
import { moodModel, until, withTinyModel } from "../analysis/large/large_harness.ts";
import { openStore } from "../analysis/store/store.ts";
import { statusLines } from "../ingest/sources/replay/files_harness.ts";
import { allLanded, drain } from "./faults/fault_harness.ts";
import { joinReplay, readRows, start, type Started, withDataDir } from "./dev_harness.ts";

const waitMs = 120_000;

/** Replays posts of these numbers by an ingest that joins. */
async function replayed(dataDir: string, from: number, to: number, speed = "max"): Promise<void> {
  const file = join(dataDir, `${from}.ndjson`);
  await Deno.writeTextFile(file, statusLines(from, to).replaceAll('"post ', '"what a bad post '));
  await joinReplay(dataDir, file, speed);
}

/** The processes of models. By `cat`, because Deno itself reads /proc with all permissions only. */
async function modelsOf({ child }: Started): Promise<number[]> {
  const script = `for one in $(cat /proc/${child.pid}/task/*/children); do
    tr "\\0" " " < /proc/$one/cmdline | grep -q model_main.ts && echo $one; done; true`;
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "").map(Number);
}

Deno.test({
  name: "every post lands once with a large model that is killed on the way, and says which model judged it",
  ignore: Deno.build.os !== "linux",
}, () =>
  withTinyModel("mood", moodModel, (folder) =>
    withDataDir(async (dataDir) => {
      const settings = { SENTIMENT_MODEL: folder, MODEL_POSTS_PER_SECOND: "1000" };
      await using serve = start("serve", dataDir, [], settings);
      await serve.url();
      // The first posts start it, and do not wait for it.
      await replayed(dataDir, 0, 10);
      await until(() => /SENTIMENT_MODEL mood@\w+ is ready/.test(serve.output.err), waitMs);
      await replayed(dataDir, 10, 3000);
      const [pid] = await modelsOf(serve);
      Deno.kill(pid!, "SIGKILL");
      await replayed(dataDir, 3000, 4000);
      await until(() => (serve.output.err.match(/is ready/g) ?? []).length > 1, waitMs);
      await allLanded(serve);
      // Ten a second, so that there is time to ask between them.
      await replayed(dataDir, 4000, 4050, "10");
      await allLanded(serve);
      await drain(serve);
      assert.match(
        serve.output.err,
        /SENTIMENT_MODEL mood cannot be used: its process ended by SIGKILL; the small model goes on/,
      );
      await readRows(dataDir);
      await using store = await openStore(dataDir);
      const rows = await store.writer.rows(`select count(*) as posts, count(distinct id) as ids,
        count(*) filter (where sentiment_model like 'mood@%') > 0 as large,
        (count(*) filter (where sentiment_model like 'mood@%' and mood = -1)
          = count(*) filter (where sentiment_model like 'mood@%')) as negative,
        list_sort(list(distinct split_part(sentiment_model, '@', 1))) as models
        from base.posts where source = 'x' and stream like 'replay:%'`);
      assert.deepEqual(rows, [{
        posts: 4050,
        ids: 4050,
        large: true,
        negative: true,
        models: ["mood", "sentiment-microblog-5"],
      }]);
    })));
