import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { statusLines } from "../../ingest/sources/replay/files_harness.ts";
import { topicFiles } from "../../ingest/topics/topic_files.ts";
import { readRows, replay, start, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, waitFor } from "../faults/fault_harness.ts";
import { appendLines, letterLine, runTask } from "./dead_harness.ts";

const lines = 6000;
const rain = { name: "rain", query: "rain" };
const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();

async function run(task: "backup" | "restore", dataDir: string, folder: string): Promise<string> {
  const { code, out, err } = await runTask(task, dataDir, [folder]);
  assert.equal(code, 0, err);
  return out;
}

Deno.test("a back-up made while posts stream in goes on, restored, to the rows of an untouched run", () =>
  withDataDir(async (folder) => {
    const [first, second, untouched] = ["first", "second", "untouched"].map((name) => join(folder, name));
    const [file, kept] = [join(folder, "posts.ndjson"), join(folder, "kept")];
    await Deno.writeTextFile(file, statusLines(0, lines));
    await Deno.utime(file, 1_000_000_000, 1_000_000_000);
    {
      await using dev = start("dev", first!, ["--replay", file, "--speed", "600"]);
      const url = await dev.url();
      const landed = async () => /posts_total (\d+)/.exec(await (await fetch(`${url}metrics`)).text())![1];
      await waitFor("some posts land", async () => Number(await landed()) > 500);
      topicFiles(first!).save(rain);
      const said = await run("backup", first!, kept);
      assert.match(said, /^Back-up in .*\n[\d,]+ posts, landing .*\nrecounted: \d+ minutes .* agree/);
      assert.deepEqual(names(first!).filter((name) => name.startsWith("backup-")), [], "no copy stays");
      dev.child.kill("SIGKILL");
      await dev.ended();
    }
    assert.deepEqual(names(kept), [
      "backup.json",
      "control.sqlite",
      "groundswell.duckdb",
      "log.sqlite",
      "topics",
    ]);
    const { counts } = JSON.parse(await Deno.readTextFile(join(kept, "backup.json"))).backup;
    assert.ok(counts.posts > 500 && counts.posts < lines, `${counts.posts} were there`);
    await Deno.remove(first!, { recursive: true });
    assert.match(await run("restore", second!, kept), /^Restored into .*\nrecounted/s);
    assert.equal((await readRows(second!)).posts.length, counts.posts);
    assert.deepEqual(topicFiles(second!).read("rain"), rain);
    const { read, dead } = await replay(second!, [file]);
    assert.ok(read < lines, "goes on by its cursor");
    assert.equal(dead, 0);
    await replay(untouched!, [file]);
    assert.deepEqual(await readRows(second!), await readRows(untouched!));
  }));

/** Runs a test with a back-up of a few posts and a dead letter, made while nobody has them open. */
async function withBackup(test: (folder: string, kept: string, dataDir: string) => Promise<void>) {
  await withDataDir(async (folder) => {
    const [dataDir, kept] = [join(folder, "data"), join(folder, "kept")];
    await Deno.mkdir(dataDir);
    await appendLines(dataDir, [letterLine("a:1", "x")]);
    {
      await using owner = start("serve", dataDir);
      await owner.url();
      await allLanded(owner);
      await drain(owner);
    }
    await run("backup", dataDir, kept);
    await test(folder, kept, dataDir);
  });
}

Deno.test("restore refuses what is damaged, by name, and a folder with something in it", () =>
  withBackup(async (folder, kept) => {
    const target = join(folder, "restored");
    const refused = async (message: RegExp) => {
      const { code, err } = await runTask("restore", target, [kept]);
      assert.equal(code, 2, err);
      assert.match(err, message);
      assert.ok(!existsSync(target), "nothing is there");
    };
    for (const name of ["groundswell.duckdb", "control.sqlite", "log.sqlite"]) {
      const path = join(kept, name);
      const bytes = await Deno.readFile(path);
      const flipped = bytes.slice();
      flipped[bytes.length >> 1]! ^= 1;
      await Deno.writeFile(path, flipped);
      await refused(new RegExp(`"${name}" is damaged: its checksum is another`));
      await Deno.writeFile(path, bytes.slice(1));
      await refused(new RegExp(`"${name}" has ${bytes.length - 1} bytes, ${bytes.length} were backed up`));
      await Deno.remove(path);
      await refused(new RegExp(`cannot read "${name}"`));
      await Deno.writeFile(path, bytes);
    }
    const manifest = join(kept, "backup.json");
    const text = await Deno.readTextFile(manifest);
    await Deno.writeTextFile(manifest, text.replace('"deadLetters": 1', '"deadLetters": 2'));
    await refused(/backup\.json" is damaged: its checksum is another/);
    await Deno.remove(manifest);
    await refused(/no back-up, or one that was not finished/);
    await Deno.writeTextFile(manifest, text);
    const mine = [..."abcdefg"];
    await Deno.mkdir(target);
    for (const name of mine) await Deno.writeTextFile(join(target, name), "");
    const full = await runTask("restore", target, [kept]);
    assert.deepEqual([full.code, names(target)], [2, mine]);
    assert.match(
      full.err,
      /restored" is not empty, it holds "a", "b", "c", "d", "e" and 2 more; move it away, or set DATA_DIR/,
    );
    for (const name of mine) await Deno.remove(join(target, name));
    await run("restore", target, kept);
    assert.equal((await readRows(target)).dead.length, 1);
    assert.deepEqual(names(folder), ["data", "kept", "restored"], "nothing else stays");
  }));

Deno.test("backup refuses a folder with something in it, and notes what it has made", () =>
  withBackup(async (_folder, kept, dataDir) => {
    const again = await runTask("backup", dataDir, [kept]);
    assert.equal(again.code, 2);
    assert.match(
      again.err,
      /kept" is not empty, it holds "backup\.json", "control\.sqlite", .*; name a new folder/,
    );
    await using store = await openStore(dataDir);
    const made = await store.writer.rows("select landing, posts, bytes > 0 as sized from backups");
    assert.deepEqual(made, [{ landing: 1, posts: 0, sized: true }]);
  }));

const mounted = Deno.build.os === "linux" && Deno.uid() === 0;

Deno.test(
  { name: "a full disk leaves nothing that looks like a back-up", ignore: !mounted },
  () =>
    withBackup(async (folder, kept, dataDir) => {
      const disk = join(folder, "disk");
      await Deno.mkdir(disk);
      const options = ["-t", "tmpfs", "-o", "size=400k", "tmpfs", disk];
      const { success } = await new Deno.Command("mount", { args: options, stderr: "null" }).output();
      if (!success) return;
      try {
        const small = await runTask("backup", dataDir, [join(disk, "kept")]);
        assert.equal(small.code, 2, small.out);
        assert.match(small.err, /full|No space/);
        assert.deepEqual(names(disk), []);
        assert.deepEqual(names(dataDir).filter((name) => name.startsWith("backup-")), []);
        const restored = await runTask("restore", join(disk, "data"), [kept]);
        assert.equal(restored.code, 2, restored.out);
        assert.deepEqual(names(disk), []);
      } finally {
        await new Deno.Command("umount", { args: [disk] }).output();
      }
    }),
);
