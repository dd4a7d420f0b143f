import { fileURLToPath } from "node:url";
import { messageOf } from "../../ingest/base/errors.ts";

const settleMs = 30;

/** A watch on a folder; ends with `close`. */
export interface FolderWatch {
  /** Resolves when the last call of `onChange` has ended. */
  close(): Promise<void>;
}

/**
 * Calls `onChange` with the names of the files that changed, once a folder has been quiet for 30 ms: editors write in several
 * steps. One call at a time; what changes meanwhile comes with the next. Where the system cannot watch it, that is told to `warn`
 * and nothing is called.
 */
export function watchFolder(
  folder: URL,
  onChange: (files: ReadonlySet<string>) => Promise<void>,
  warn: (text: string) => void,
): FolderWatch {
  const cannot = (error: unknown) =>
    warn(`Cannot watch the pages for changes; start again to see them: ${messageOf(error)}`);
  const watcher = watchOrSay(folder, cannot);
  let changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  const flush = () => {
    const files = changed;
    changed = new Set();
    running = running.then(() => onChange(files)).catch((error) =>
      warn(`Cannot follow the changed pages: ${messageOf(error)}`)
    );
  };
  const listening = (async () => {
    for await (const { kind, paths } of watcher ?? []) {
      if (kind === "access") continue;
      for (const path of paths) changed.add(path.split(/[\\/]/).at(-1)!);
      clearTimeout(timer);
      timer = setTimeout(flush, settleMs);
    }
  })().catch(cannot);
  return {
    async close() {
      watcher?.close();
      await listening;
      clearTimeout(timer);
      await running;
    },
  };
}

// The system may be out of watches, which many editors and tools use up.
function watchOrSay(folder: URL, cannot: (error: unknown) => void): Deno.FsWatcher | null {
  try {
    return Deno.watchFs(fileURLToPath(folder), { recursive: false });
  } catch (error) {
    cannot(error);
    return null;
  }
}
