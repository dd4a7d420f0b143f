import { openStore } from "../../analysis/store/store.ts";
import { readLines } from "../../ingest/base/read_lines.ts";
import { logPathOf } from "../../ingest/data_files.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { median } from "./machine.ts";

const kills = 5;
const landingsBeforeKill = 8;
const appendLines = 1000;

/**
 * Kills the owner of a data folder while it lands, five times, and measures each time how long it is from the start of the
 * next one to its first commit. `nth` makes log lines that have not landed in this folder.
 */
export async function measureRecovery(dataDir: string, nth: (n: number) => string): Promise<void> {
  await forgetOffsets(dataDir);
  const lines = (kills + 1) * landingsBeforeKill * 4000;
  {
    await using log = await openEmbeddedLog(logPathOf(dataDir));
    for (let from = 0; from < lines; from += appendLines) {
      const records = Array.from({ length: appendLines }, (_, i) => ({ key: "", line: nth(from + i) }));
      await log.append("posts", records);
    }
  }
  const times: number[] = [];
  for (let kill = 0; kill <= kills; kill++) times.push(await landAndKill(dataDir));
  const ms = times.slice(1).map((time) => Math.round(time));
  console.log(
    `land: from the start after a kill -9 to the next commit ${ms.join(", ")} ms, median ${median(ms)} ms`,
  );
}

// The landed posts were on no log: the lines to come are those of a new one.
async function forgetOffsets(dataDir: string): Promise<void> {
  await using store = await openStore(dataDir);
  await store.writer.exec("delete from base.offsets");
}

/** @returns milliseconds from the start of the process to the first commit. */
async function landAndKill(dataDir: string): Promise<number> {
  const started = performance.now();
  const owner = new Deno.Command("deno", {
    args: [
      ...["run", "--allow-read", "--allow-write", "--allow-net", "--allow-env", "--allow-sys", "--allow-ffi"],
      "--allow-run=deno",
      new URL("./owner_process.ts", import.meta.url).pathname,
    ],
    env: { DATA_DIR: dataDir, PORT: "0", NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let first: number | undefined;
  let landings = 0;
  const decoder = new TextDecoder();
  try {
    for await (const lines of readLines(owner.stdout, { maxBytes: 65_536, keepBytes: 1024 })) {
      for (const { bytes } of lines) {
        if (!decoder.decode(bytes).startsWith("landed ")) continue;
        first ??= performance.now();
        landings++;
      }
      if (landings >= landingsBeforeKill) break;
    }
  } finally {
    owner.kill("SIGKILL");
    await owner.status;
  }
  return first! - started;
}
