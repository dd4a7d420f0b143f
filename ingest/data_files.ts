import { join } from "node:path";

/** Where the embedded log of a data folder is. */
export function logPathOf(dataDir: string): string {
  return join(dataDir, "log.sqlite");
}

/** Where cursors and facts of a data folder are. */
export function controlPathOf(dataDir: string): string {
  return join(dataDir, "control.sqlite");
}

/** What is open while log and cursors are, each with SQLite's write-ahead file. */
export function openFilesOf(dataDir: string): string[] {
  return [logPathOf(dataDir), controlPathOf(dataDir)].flatMap((path) => [path, `${path}-wal`]);
}
