import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const maxAgeMs = 3_600_000;

/** Where the data to explore are put in a data folder, until they are taken away. */
export function slicesFolder(dataDir: string): string {
  return resolve(dataDir, "exports");
}

/** The path of a folder that is not there yet. What was left behind there long ago, by a command that was stopped, goes. */
export function newFolder(slices: string): string {
  if (existsSync(slices)) {
    for (const { name } of Deno.readDirSync(slices)) {
      const path = join(slices, name);
      const { mtime } = Deno.statSync(path);
      if (Date.now() - (mtime?.getTime() ?? 0) > maxAgeMs) Deno.removeSync(path, { recursive: true });
    }
  }
  return join(slices, crypto.randomUUID());
}
