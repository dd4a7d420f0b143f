import { Fatal } from "../../../ingest/base/errors.ts";
import type { MadeReport } from "../make_report.ts";

/** DuckDB leaves in the unused bytes of a file what happens to lie in memory; its allocator and that of glibc can begin with zeros. */
const zeroed = { DUCKDB_JE_MALLOC_CONF: "zero:true", MALLOC_PERTURB_: "255" };

/**
 * Makes the database of a slice in a process of its own, which has seen nothing but the slice; on Linux equal slices give equal
 * bytes. @throws {Fatal} as that process says.
 */
export async function buildData({ folder, tables }: NonNullable<MadeReport["slice"]>): Promise<void> {
  const { success, stderr } = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-prompt",
      "--cached-only",
      "--allow-read",
      `--allow-write=${folder}`,
      "--allow-ffi",
      "--allow-env",
      "--allow-sys",
      new URL("build_data.ts", import.meta.url).href,
      folder,
      ...tables,
    ],
    env: zeroed,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Fatal(`Cannot make the data to explore: ${new TextDecoder().decode(stderr).trim()}`);
  }
}
