import { dirname, join } from "node:path";
import type { ModelRef } from "./model_ref.ts";

/** The files of a model. */
export interface ModelFiles {
  /** The content of a file; undefined where the model has none of that name. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Opens the files of a folder, or of the hub with a copy on disk, so that each is asked for once. */
export function openModelFiles(ref: ModelRef): ModelFiles {
  if (ref.kind === "folder") return { read: (name) => readIfThere(join(ref.path, name)) };
  const { host, id, revision, cache } = ref;
  return {
    async read(name) {
      const copy = join(cache, id, revision, name);
      const absent = `${copy}.absent`;
      const known = await readIfThere(copy);
      if (known !== undefined) return known;
      if (await readIfThere(absent) !== undefined) return undefined;
      const url = `${host.replace(/\/$/, "")}/${id}/resolve/${encodeURIComponent(revision)}/${name}`;
      const response = await fetch(url);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const found = response.status !== 404;
      if (found && !response.ok) throw new Error(`${url} answered ${response.status}`);
      // A revision without it may only not be there yet.
      if (!found && name === "config.json") return undefined;
      await Deno.mkdir(dirname(copy), { recursive: true });
      const partial = `${copy}.partial-${crypto.randomUUID()}`;
      await Deno.writeFile(partial, found ? bytes : new Uint8Array());
      await Deno.rename(partial, found ? copy : absent);
      return found ? bytes : undefined;
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
