import { compactMinutes } from "../../analysis/land/compact_minutes.ts";
import { openStore } from "../../analysis/store/store.ts";

/** Sums up the rollup of a data folder, however little it has grown: a program for tests, which may be killed in it. */
export async function compact(dataDir: string): Promise<void> {
  await using store = await openStore(dataDir);
  await compactMinutes(store.writer, 0, 1);
}

if (import.meta.main) await compact(Deno.args[0]!);
