import { join } from "node:path";

/** The sign of a process that it lives: a file whose lock the system lets go when the process dies, however it does. */
export interface Alive extends Disposable {
  readonly id: string;
}

const prefix = "ingest-";
const suffix = ".lock";

/** Shows in a data folder that this process lives, until disposed. Clears the signs of dead ones away. */
export function showAlive(dataDir: string): Alive {
  for (const { name } of Deno.readDirSync(dataDir)) {
    if (name.startsWith(prefix) && name.endsWith(suffix)) {
      isAlive(dataDir, name.slice(prefix.length, -suffix.length));
    }
  }
  const id = crypto.randomUUID();
  const file = Deno.openSync(signOf(dataDir, id), { create: true, write: true });
  file.tryLockSync(true);
  return {
    id,
    [Symbol.dispose]() {
      remove(signOf(dataDir, id));
      file.close();
    },
  };
}

/** Whether the process of this sign lives. */
export function isAlive(dataDir: string, id: string): boolean {
  try {
    using file = Deno.openSync(signOf(dataDir, id), { write: true });
    if (!file.tryLockSync(true)) return true;
    remove(signOf(dataDir, id));
    return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function signOf(dataDir: string, id: string): string {
  return join(dataDir, `${prefix}${id}${suffix}`);
}

// The folder may have been moved away.
function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
