import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { countContents } from "../../analysis/store/count_contents.ts";
import { databasePath, openStore } from "../../analysis/store/store.ts";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { describeFile, type Manifest, writeManifest } from "./manifest.ts";

const maxListed = 5;

/** What a back-up is made from. */
export interface BackupSources {
  /** Copies the database into a folder of its own; gives its path. */
  copyDatabase(): Promise<string>;
  /** Other files by name, in the order in which they are to be copied. */
  copies: { name: string; copy(to: string): Promise<void> }[];
  /** Whether the copied log, at a path, holds what comes after these offsets. @throws {Fatal} where it does not. */
  checkLog(path: string, offsets: Manifest["counts"]["offsets"]): Promise<void>;
  now(): number;
}

/**
 * Makes a back-up in a folder that is not there yet. Database first, then cursors, then the log: so the log holds all that
 * the database has landed and all that the cursors stand for, and a restored folder goes on from there. What is there at the
 * end was read again and counted. @throws {Fatal} when it cannot be made; then nothing is left that looks like one.
 */
export async function makeBackup(folder: string, sources: BackupSources): Promise<Manifest> {
  const target = resolve(folder);
  checkTarget(target, "name a new folder");
  const partial = `${target}.partial-${crypto.randomUUID()}`;
  try {
    await Deno.mkdir(partial, { recursive: true });
    const copied = await sources.copyDatabase();
    try {
      await moveFile(databasePath(copied), databasePath(partial));
    } finally {
      await Deno.remove(copied, { recursive: true });
    }
    for (const { name, copy } of sources.copies) {
      await Deno.mkdir(dirname(join(partial, name)), { recursive: true });
      await copy(join(partial, name));
    }
    const counts = await countBackup(partial);
    const logPath = join(partial, "log.sqlite");
    if (existsSync(logPath)) await sources.checkLog(logPath, counts.offsets);
    const names = [basename(databasePath(partial)), ...sources.copies.map(({ name }) => name)];
    for (const name of names) await syncFile(join(partial, name));
    const files = await Promise.all(names.map((name) => describeFile(partial, name)));
    const madeAt = new Date(sources.now()).toISOString();
    const manifest: Manifest = { format: 1, madeAt, files, counts };
    await writeManifest(partial, manifest);
    if (existsSync(target)) await Deno.remove(target);
    await Deno.rename(partial, target);
    return manifest;
  } catch (error) {
    await Deno.remove(partial, { recursive: true }).catch(() => {});
    if (error instanceof Fatal) throw error;
    throw new Fatal(`Cannot back up to "${folder}": ${messageOf(error)}`, { cause: error });
  }
}

/** Counts what a folder holds. @throws {Fatal} when its rollup is not what its posts are. */
export async function countBackup(folder: string): Promise<Manifest["counts"]> {
  await using store = await openStore(folder);
  const counts = await countContents(store.writer);
  const { wrongMinutes } = counts;
  if (wrongMinutes === 0) return { ...counts, wrongMinutes };
  throw new Fatal(
    `The copy in "${folder}" is not whole: ${wrongMinutes} of ${counts.minutes} minutes of the rollup count other posts`,
  );
}

/** Refuses a folder with something in it, by what that is; `advice` is what to do then. @throws {Fatal} */
export function checkTarget(target: string, advice: string): void {
  if (!existsSync(target)) return;
  if (!Deno.statSync(target).isDirectory) throw new Fatal(`"${target}" is a file; ${advice}`);
  const names = [...Deno.readDirSync(target)].map(({ name }) => name).sort();
  if (names.length === 0) return;
  const listed = names.slice(0, maxListed).map((name) => `"${name}"`).join(", ");
  const more = names.length > maxListed ? ` and ${names.length - maxListed} more` : "";
  throw new Fatal(`Folder "${target}" is not empty, it holds ${listed}${more}; ${advice}`);
}

// Another disk takes a copy.
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await Deno.rename(from, to);
  } catch {
    await Deno.copyFile(from, to);
  }
}

async function syncFile(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true });
  await file.sync();
}
