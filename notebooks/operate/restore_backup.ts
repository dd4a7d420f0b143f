import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { checkTarget, countBackup } from "./make_backup.ts";
import { type Manifest, readBackup } from "./manifest.ts";

/**
 * Puts a back-up into a data folder that is empty or not there, after every file was checked, and counts it.
 * @throws {Fatal} naming what is wrong; the data folder is then as it was.
 */
export async function restoreBackup(
  folder: string,
  dataDir: string,
  checkLog: (path: string, offsets: Manifest["counts"]["offsets"]) => Promise<void>,
): Promise<Manifest> {
  const target = resolve(dataDir);
  checkTarget(target, "move it away, or set DATA_DIR to a folder that is new or empty");
  const manifest = await readBackup(folder);
  const partial = `${target}.partial-${crypto.randomUUID()}`;
  try {
    await Deno.mkdir(partial, { recursive: true });
    for (const { name } of manifest.files) {
      await Deno.mkdir(dirname(join(partial, name)), { recursive: true });
      await Deno.copyFile(join(folder, name), join(partial, name));
    }
    const counts = await countBackup(partial);
    for (const name of ["posts", "deadLetters", "landing", "minutes"] as const) {
      if (counts[name] === manifest.counts[name]) continue;
      throw new Fatal(
        `Cannot restore from "${folder}": it holds ${counts[name]} ${name}, ${
          manifest.counts[name]
        } were backed up`,
      );
    }
    const logPath = join(partial, "log.sqlite");
    if (existsSync(logPath)) await checkLog(logPath, counts.offsets);
    if (existsSync(target)) await Deno.remove(target);
    await Deno.rename(partial, target);
    return manifest;
  } catch (error) {
    await Deno.remove(partial, { recursive: true }).catch(() => {});
    if (error instanceof Fatal) throw error;
    throw new Fatal(`Cannot restore from "${folder}": ${messageOf(error)}`, { cause: error });
  }
}
