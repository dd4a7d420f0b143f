import { join } from "node:path";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import { readCards } from "../models/read_cards.ts";
import { checkCell } from "./check_cell.ts";
import { checkRows } from "./check_rows.ts";
import { ConnectionPool } from "./connection_pool.ts";
import { copyDatabase } from "./copy_database.ts";
import { type Connection, type Database, openDatabase } from "./duckdb.ts";
import { openKeptPosts } from "./kept_posts.ts";
import { keptDatabase } from "./kept_table.ts";
import { keepModels } from "./keep_models.ts";
import { migrate } from "./migrate.ts";
import { PinPoint } from "./pin_point.ts";
import type { Landed, Reads } from "./reads.ts";
import { Snapshots } from "./snapshots.ts";
import { createOneByOne } from "./one_by_one.ts";
import { createViews } from "./views.ts";

const memoryShare = 0.5;
const maxTempGiB = 10;

/** The open database: one connection that writes, and snapshots that read. */
export interface Store extends AsyncDisposable {
  readonly path: string;
  readonly writer: Connection;
  readonly reads: Reads;
  /** Runs something on the writer while nothing else that asked for its turn does, such as a landing. */
  inTurn<Result>(act: () => Promise<Result>): Promise<Result>;
  /** Tells readers what a landing changed, after its commit. */
  publish(landed: Landed): void;
  /** Tells readers that `gauges` has new values. */
  publishMeasured(): void;
  /** Copies the whole database, as it is at one moment, into a new file of the data folder, while others read and write. */
  copyTo(path: string): Promise<void>;
}

/** The database of a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, "groundswell.duckdb");
}

/**
 * Opens `DATA_DIR/groundswell.duckdb`. The caller holds the folder's lock (`lockFolder`) and calls this once.
 * @throws {Fatal} when the file cannot be opened or is of a newer program.
 */
export async function openStore(dataDir: string, now: () => number = Date.now): Promise<Store> {
  const path = databasePath(dataDir);
  const database = await openDatabase(path);
  try {
    const writer = await database.connect();
    await migrate(writer, path);
    faultPoint("store: migrated");
    await keepModels(writer, await readCards());
    await createViews(writer, await hasRealPosts(writer));
    await harden(writer, dataDir);
    return await makeStore(path, database, writer, now);
  } catch (error) {
    database.close();
    if (error instanceof Fatal) throw error;
    throw new Fatal(`Cannot open database "${path}": ${messageOf(error)}`, { cause: error });
  }
}

/** Whether posts of any source but the simulated one have landed. */
export async function hasRealPosts(writer: Connection): Promise<boolean> {
  const [row] = await writer.rows<{ real: boolean }>(
    "select exists (from base.sources where source <> 'sample') as real",
  );
  return row!.real;
}

async function makeStore(
  path: string,
  database: Database,
  writer: Connection,
  now: () => number,
): Promise<Store> {
  const checker = await database.connect();
  const pool = new ConnectionPool(() => database.connect());
  const kept = await openKeptPosts(await database.connect());
  const snapshots = new Snapshots(pool, new PinPoint(), kept, now);
  const listeners = new Set<(landed: Landed) => void>();
  const measuredListeners = new Set<() => void>();
  return {
    path,
    writer,
    inTurn: createOneByOne(),
    reads: {
      snapshot: (width, spare, finders) => snapshots.take(width, spare, finders),
      checkCell: (sql, window) => checkCell(checker, sql, window),
      checkRows: (sql) => checkRows(checker, sql),
      onLanded(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onMeasured(listener) {
        measuredListeners.add(listener);
        return () => measuredListeners.delete(listener);
      },
    },
    publish(landed) {
      kept.hear(landed);
      for (const listener of listeners) listener(landed);
    },
    publishMeasured() {
      for (const listener of measuredListeners) listener();
    },
    async copyTo(path) {
      const connection = await database.connect();
      try {
        await copyDatabase(connection, path);
      } finally {
        connection.close();
      }
    },
    async [Symbol.asyncDispose]() {
      pool.close();
      checker.close();
      await kept.close();
      faultPoint("store: closing");
      await writer.exec("checkpoint").catch(() => {});
      faultPoint("store: checkpointed");
      writer.close();
      database.close();
    },
  };
}

// Half the cores: landings are too small to share out (a third less CPU with one thread on two cores), and analyst and
// pages want the rest. The order matters: the folder must be allowed before external access ends, and the lock comes last.
async function harden(writer: Connection, dataDir: string): Promise<void> {
  const memoryMiB = Math.floor(Deno.systemMemoryInfo().total * memoryShare / 2 ** 20);
  const temp = join(dataDir, "tmp").replaceAll("'", "''");
  await writer.exec(`
    set memory_limit = '${memoryMiB}MiB';
    set temp_directory = '${temp}';
    set max_temp_directory_size = '${maxTempGiB}GiB';
    set threads = ${Math.max(1, Math.floor(navigator.hardwareConcurrency / 2))};
    set timezone = 'UTC';
    set preserve_insertion_order = false;
    attach ':memory:' as ${keptDatabase};
    set allow_community_extensions = false;
    set autoinstall_known_extensions = false;
    set autoload_known_extensions = false;
    set allowed_directories = ['${dataDir.replaceAll("'", "''")}'];
    set enable_external_access = false;
    set lock_configuration = true;
  `);
}
