/** Waits for a file to change. */
export interface FileChanges extends Disposable {
  /** Resolves at the next change, after the poll time, or when the signal aborts, whichever is first. */
  next(): Promise<void>;
}

/** Watches `path` as a hint and polls every `pollMs` as the truth: a watcher may miss or not exist. */
export function fileChanges(path: string, pollMs: number, signal: AbortSignal): FileChanges {
  let wake: () => void = () => {};
  let missed = false;
  const notice = () => {
    missed = true;
    wake();
  };
  const watcher = startWatcher(path, notice);
  signal.addEventListener("abort", notice);
  return {
    next() {
      if (missed || signal.aborted) {
        missed = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(done, pollMs);
        function done() {
          clearTimeout(timer);
          wake = () => {};
          missed = false;
          resolve();
        }
        wake = done;
      });
    },
    [Symbol.dispose]() {
      signal.removeEventListener("abort", notice);
      watcher?.close();
    },
  };
}

function startWatcher(path: string, notice: () => void): Deno.FsWatcher | undefined {
  try {
    const watcher = Deno.watchFs(path);
    (async () => {
      for await (const _ of watcher) notice();
    })().catch(() => {});
    return watcher;
  } catch {
    return undefined;
  }
}
