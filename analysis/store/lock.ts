import { join } from "node:path";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";

/** Who owns a data folder: written beside the lock, readable while it is held. */
export interface Owner {
  pid: number;
  command: string;
  /** Where its pages are; absent until it listens. */
  address?: string;
  since: string;
  /** Who can read this file may ask the owner for more than a browser may. */
  token?: string;
}

/** The one right to open the database of a folder, held until disposed or until the process dies. */
export interface OwnerLock extends Disposable {
  /** The locked file. */
  readonly path: string;
  /** What command-line tools of this machine's user prove themselves with. */
  readonly token: string;
  announce(address: string): void;
}

/**
 * Takes the lock of a data folder. The file locked is not the database: any handle of ours on that one, closed,
 * would drop DuckDB's own lock.
 * @throws {Fatal} saying who holds it, or why the folder cannot be written to.
 */
export function lockFolder(dataDir: string, command: string): OwnerLock {
  const lockPath = join(dataDir, "owner.lock");
  const file = orSay(dataDir, () => {
    Deno.mkdirSync(dataDir, { recursive: true });
    return Deno.openSync(lockPath, { create: true, write: true });
  });
  if (!file.tryLockSync(true)) {
    file.close();
    throw new Fatal(`Cannot open data folder "${dataDir}": ${describe(awaitOwner(dataDir))}`);
  }
  const token = crypto.randomUUID();
  const owner: Owner = { pid: Deno.pid, command, since: new Date().toISOString(), token };
  const path = join(dataDir, "owner.json");
  const write = () =>
    orSay(dataDir, () => Deno.writeTextFileSync(path, JSON.stringify(owner) + "\n", { mode: 0o600 }));
  try {
    write();
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    path: lockPath,
    token,
    announce(address) {
      owner.address = address;
      write();
    },
    [Symbol.dispose]() {
      // The folder may have been moved away, and another owner may have begun in its place.
      if (readOwner(dataDir)?.pid === Deno.pid) Deno.removeSync(path);
      file.close();
    },
  };
}

function orSay<Result>(dataDir: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new Fatal(`Cannot write to data folder "${dataDir}": ${messageOf(error)}`, { cause: error });
  }
}

/** Who holds the folder, as far as it has said so. */
export function readOwner(dataDir: string): Owner | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(join(dataDir, "owner.json"))) as Owner;
  } catch {
    return undefined;
  }
}

const looks = 20;
const lookMs = 50;

// Who has just taken the lock says so a moment later.
function awaitOwner(dataDir: string): Owner | undefined {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let look = 1; look < looks; look++) {
    const owner = readOwner(dataDir);
    if (owner !== undefined) return owner;
    Atomics.wait(nobody, 0, 0, lookMs);
  }
  return readOwner(dataDir);
}

function describe(owner: Owner | undefined): string {
  if (owner === undefined) return "another process holds it";
  const pages = owner.address === undefined ? "" : `, pages at ${owner.address}`;
  return `"${owner.command}" holds it (process ${owner.pid}, since ${owner.since}${pages}); ` +
    "stop that one, or set another DATA_DIR";
}
