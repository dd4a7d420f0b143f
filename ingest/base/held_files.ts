import { Fatal } from "./errors.ts";

/** Files that a process holds open and writes to: they must stay where they are. */
export interface HeldFiles extends Disposable {
  /** Aborts when one is no longer there; its reason is the Fatal that says which. Looked for every second. */
  readonly lost: AbortSignal;
  /** Looks now; once disposed, tells what it has found before. */
  look(): Fatal | undefined;
}

const lookEveryMs = 1000;

/** Watches over files that are open: who removes or replaces one leaves its writers with a file that nobody finds. */
export function holdFiles(paths: readonly string[]): HeldFiles {
  const held = paths.map((path) => ({ path, identity: identityOf(path) }));
  const lost = new AbortController();
  let closed = false;
  const look = () => {
    if (closed || lost.signal.aborted) return lost.signal.reason as Fatal | undefined;
    const gone = held.find(({ path, identity }) => isGone(path, identity));
    if (gone === undefined) return undefined;
    lost.abort(
      new Fatal(
        `File "${gone.path}" was removed, renamed or replaced while in use: stopped, because nobody would find what ` +
          "is written to it now; put it back, or start again without it",
      ),
    );
    clearInterval(timer);
    return lost.signal.reason as Fatal;
  };
  const timer = setInterval(look, lookEveryMs);
  return {
    lost: lost.signal,
    look,
    [Symbol.dispose]() {
      closed = true;
      clearInterval(timer);
    },
  };
}

function identityOf(path: string): string {
  const { dev, ino } = Deno.statSync(path);
  return `${dev}:${ino}`;
}

// A file that cannot be looked at, for want of permission or on a network disk that does not answer, may still be there.
function isGone(path: string, identity: string): boolean {
  try {
    return identityOf(path) !== identity;
  } catch (error) {
    return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
  }
}
