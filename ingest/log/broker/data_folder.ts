import { join } from "node:path";

/** The folder of a cluster's data. Disposing removes it where it was not to be kept. */
export interface DataFolder extends AsyncDisposable {
  readonly path: string;
}

const prefix = "groundswell-kafka-";
const inUse = "in-use";
/** A younger one may be about to be locked. */
const leastAgeMs = 60_000;

/**
 * The folder `keep`, or an empty one among the temporary files that is gone at the end. Those of clusters whose process
 * was killed before that are removed now.
 */
export async function openDataFolder(keep?: string): Promise<DataFolder> {
  if (keep !== undefined) return { path: keep, [Symbol.asyncDispose]: () => Promise.resolve() };
  const path = await Deno.makeTempDir({ prefix });
  const file = await Deno.open(join(path, inUse), { create: true, write: true });
  await file.lock(true);
  await removeAbandoned(join(path, ".."));
  return {
    path,
    async [Symbol.asyncDispose]() {
      file.close();
      await Deno.remove(path, { recursive: true });
    },
  };
}

// A lock is let go when its process dies, however it does.
async function removeAbandoned(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    if (await isAbandoned(join(path, inUse))) await Deno.remove(path, { recursive: true }).catch(() => {});
  }
}

async function isAbandoned(lockPath: string): Promise<boolean> {
  try {
    const { mtime } = await Deno.stat(lockPath);
    if (Date.now() - mtime!.getTime() < leastAgeMs) return false;
    using file = await Deno.open(lockPath, { write: true });
    return await file.tryLock(true);
  } catch {
    // Another user's, or one that is being made or removed at this moment.
    return false;
  }
}
