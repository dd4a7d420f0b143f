import { join } from "node:path";
import type { Store } from "../../analysis/store/store.ts";

const prefix = "backup-";

/** Copies of a database in its own folder, the only place where DuckDB may write. */
export interface DatabaseCopies {
  /** Copies the database as it is now into a new folder of the data folder; gives the path of that folder. */
  make(): Promise<string>;
  /** Removes what earlier back-ups left behind. */
  clear(): Promise<void>;
  /** Notes that a back-up is there. */
  note(backup: { landing: number; posts: number; bytes: number }): Promise<void>;
}

/** Copies for back-ups of the data folder of a store. */
export function databaseCopies(
  store: Pick<Store, "copyTo" | "inTurn" | "writer">,
  dataDir: string,
  now: () => number,
): DatabaseCopies {
  const clear = async () => {
    for await (const { name, isDirectory } of Deno.readDir(dataDir)) {
      if (isDirectory && name.startsWith(prefix)) await Deno.remove(join(dataDir, name), { recursive: true });
    }
  };
  return {
    clear,
    async make() {
      await clear();
      const folder = join(dataDir, `${prefix}${crypto.randomUUID()}`);
      await Deno.mkdir(folder);
      try {
        await store.copyTo(join(folder, "groundswell.duckdb"));
      } catch (error) {
        await Deno.remove(folder, { recursive: true });
        throw error;
      }
      return folder;
    },
    note: ({ landing, posts, bytes }) =>
      store.inTurn(async () => {
        await store.writer.rows("insert into base.backups values ($1, $2::bigint, $3::bigint, $4::bigint)", [
          { type: "time", value: now() },
          ...[landing, posts, bytes].map((value) => ({ type: "number" as const, value })),
        ]);
      }),
  };
}
