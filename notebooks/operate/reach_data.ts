import { existsSync } from "node:fs";
import { lockFolder, type OwnerLock } from "../../analysis/store/lock.ts";
import { databasePath, openStore, type Store } from "../../analysis/store/store.ts";
import { Fatal, messageOf, Poison } from "../../ingest/base/errors.ts";
import type { Settings } from "../../ingest/base/settings.ts";
import { logPathOf } from "../../ingest/data_files.ts";
import type { Log } from "../../ingest/log/log.ts";
import { openLog } from "../../ingest/log/open_log.ts";
import { findOwner, type OwnerAddress } from "./owner_client.ts";

/** The two ways to the data of a folder: its owner, where one runs, else the files themselves. */
export interface WaysToData<Result> {
  ask(owner: OwnerAddress): Promise<Result>;
  open(store: Store, log: Log): Promise<Result>;
}

/**
 * Does something with the data of the settings' folder, for `command`. The owner, where there is one, is asked: nobody else can open
 * the database meanwhile. @throws {Fatal} where there are no data, or what is asked for is refused.
 */
export async function reachData<Result>(
  settings: Settings,
  command: string,
  { ask, open }: WaysToData<Result>,
): Promise<Result> {
  const { DATA_DIR: dataDir } = settings;
  if (!existsSync(databasePath(dataDir))) {
    throw new Fatal(`There are no data in "${dataDir}"; set another DATA_DIR`);
  }
  try {
    const lock = lockOrFind(dataDir, command);
    if ("address" in lock) return await ask(lock);
    using _ = lock;
    await using store = await openStore(dataDir);
    await using log = await openLog(settings, logPathOf(dataDir), (text) => console.error(text));
    return await open(store, log);
  } catch (error) {
    throw error instanceof Poison ? new Fatal(messageOf(error)) : error;
  }
}

function lockOrFind(dataDir: string, command: string): OwnerLock | OwnerAddress {
  try {
    return lockFolder(dataDir, command);
  } catch (error) {
    const owner = findOwner(dataDir);
    if (!(error instanceof Fatal) || owner === undefined) throw error;
    return owner;
  }
}
