import { openPartitionOffsets, type PartitionOffsets } from "../analysis/land/partition_offsets.ts";
import { openPipe, type Pipe } from "../analysis/pipe.ts";
import { openStore, type Store } from "../analysis/store/store.ts";
import { type HeldFiles, holdFiles } from "../ingest/base/held_files.ts";
import type { Settings } from "../ingest/base/settings.ts";
import { type Control, openControl } from "../ingest/control.ts";
import { logPathOf, openFilesOf } from "../ingest/data_files.ts";

/** The data folder of an owner, opened. */
export interface OwnedData {
  readonly store: Store;
  readonly pipe: Pipe;
  readonly control: Control;
  readonly files: HeldFiles;
  readonly offsets: PartitionOffsets;
  /** The file of the embedded log; null where the log is elsewhere. */
  readonly logPath: string | null;
}

/**
 * Opens database, log and cursors of a data folder whose lock, a file at `lockPath`, is held; `opened` closes them.
 * @throws {Fatal} naming what cannot be opened, or what does not belong together.
 */
export async function openData(
  settings: Settings,
  lockPath: string,
  opened: AsyncDisposableStack,
  say: (text: string) => void,
): Promise<OwnedData> {
  const { DATA_DIR: dataDir } = settings;
  const store = opened.use(await openStore(dataDir));
  const pipe = await openPipe(settings, logPathOf(dataDir), say);
  opened.use(pipe.log);
  const control = opened.use(openControl(dataDir));
  const files = opened.use(holdFiles([store.path, ...openFilesOf(settings), lockPath]));
  const offsets = await openPartitionOffsets(store.writer, pipe.log, pipe.landed, Date.now(), say);
  const logPath = settings.KAFKA_BROKERS === "" ? logPathOf(dataDir) : null;
  return { store, pipe, control, files, offsets, logPath };
}
