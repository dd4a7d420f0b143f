import { join } from "node:path";
import type { Settings } from "./base/settings.ts";

/** Where the embedded log of a data folder is. */
export function logPathOf(dataDir: string): string {
  return join(dataDir, "log.sqlite");
}

/** Where cursors and facts of a data folder are. */
export function controlPathOf(dataDir: string): string {
  return join(dataDir, "control.sqlite");
}

/** What is open while log and cursors are, each with SQLite's write-ahead file. A log on Kafka has no file. */
export function openFilesOf(settings: Pick<Settings, "DATA_DIR" | "KAFKA_BROKERS">): string[] {
  const { DATA_DIR: dataDir, KAFKA_BROKERS: brokers } = settings;
  const log = brokers === "" ? [logPathOf(dataDir)] : [];
  return [...log, controlPathOf(dataDir)].flatMap((path) => [path, `${path}-wal`]);
}
