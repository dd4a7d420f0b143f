import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { lockFolder, type OwnerLock } from "../../analysis/store/lock.ts";
import { databasePath, openStore } from "../../analysis/store/store.ts";
import { Fatal } from "../../ingest/base/errors.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings, type Settings } from "../../ingest/base/settings.ts";
import { copySqlite } from "../../ingest/copy_sqlite.ts";
import { controlPathOf, logPathOf } from "../../ingest/data_files.ts";
import { helpText } from "../../ingest/help.ts";
import { backupText } from "./backup_text.ts";
import { checkLog } from "./check_log.ts";
import { topicFiles } from "../../ingest/topics/topic_files.ts";
import { databaseCopies } from "./database_copies.ts";
import { makeBackup } from "./make_backup.ts";
import type { Manifest } from "./manifest.ts";
import { askOwner, findOwner } from "./owner_client.ts";

const about =
  "Backs database, cursors and log up into a new folder, also while they are in use, and counts the copy.";

/** Makes a back-up of the data folder. */
async function main(args: string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(helpText("deno task backup FOLDER", about, []));
    return 0;
  }
  const [folder, ...rest] = args;
  if (folder === undefined || folder === "" || rest.length > 0) {
    throw new Fatal("backup needs one new folder");
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const manifest = await backup(folder, settings);
  console.log(`Back-up in ${folder}\n${backupText(manifest)}`);
  return 0;
}

// The owner of the data, where there is one, copies the database: nobody else can open it meanwhile.
async function backup(folder: string, settings: Settings): Promise<Manifest> {
  const { DATA_DIR: dataDir } = settings;
  if (!existsSync(databasePath(dataDir))) {
    throw new Fatal(`There are no data in "${dataDir}"; set another DATA_DIR`);
  }
  let lock: OwnerLock;
  try {
    lock = lockFolder(dataDir, "deno task backup");
  } catch (error) {
    const owner = findOwner(dataDir);
    if (!(error instanceof Fatal) || owner === undefined) throw error;
    const manifest = await makeBackup(folder, {
      ...sourcesOf(settings),
      copyDatabase: async () =>
        join(dataDir, (await askOwner(owner, "api/backup/copy", {}) as { name: string }).name),
    });
    await askOwner(owner, "api/backup/made", noteOf(manifest));
    return manifest;
  }
  using _ = lock;
  await using store = await openStore(dataDir);
  const copies = databaseCopies(store, dataDir, Date.now);
  const manifest = await makeBackup(folder, { ...sourcesOf(settings), copyDatabase: () => copies.make() });
  await copies.note(noteOf(manifest));
  return manifest;
}

function noteOf({ counts: { landing, posts }, files }: Manifest) {
  return { landing, posts, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

// The log last: it then holds all that database and cursors stand for. On Kafka it stays where it is.
function sourcesOf(settings: Settings) {
  const control = controlPathOf(settings.DATA_DIR);
  const log = logPathOf(settings.DATA_DIR);
  return {
    copies: [
      ...topicFiles(settings.DATA_DIR).paths().map((path) => ({
        name: `topics/${basename(path)}`,
        copy: (to: string) => Deno.copyFile(path, to),
      })),
      { name: "control.sqlite", copy: (to: string) => copySqlite(control, to) },
      ...settings.KAFKA_BROKERS === ""
        ? [{ name: "log.sqlite", copy: (to: string) => copySqlite(log, to) }]
        : [],
    ],
    checkLog,
    now: Date.now,
  };
}

if (import.meta.main) await runMain(() => main(Deno.args));
