import { inFolder } from "../../ingest/base/folder_harness.ts";
import { openStore, type Store } from "./store.ts";

/** Runs a test with a store in a folder of its own. */
export function withStore(run: (store: Store, dataDir: string) => Promise<void>): Promise<void> {
  return inFolder(async (dataDir) => {
    await using store = await openStore(dataDir);
    await run(store, dataDir);
  });
}
