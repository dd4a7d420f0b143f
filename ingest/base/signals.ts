/** `deno task` passes on the Ctrl+C that a terminal has sent to us as well: so long, a second signal is the same one. */
const sameSignalMs = 1000;

/** Aborts at the first Ctrl+C or SIGTERM; another one, a second or more later, ends the process at once. */
export function abortOnSignals(): AbortSignal & Disposable {
  const stop = new AbortController();
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT", "SIGTERM"];
  let first: number | undefined;
  const handle = () => {
    first ??= performance.now();
    if (performance.now() - first >= sameSignalMs) Deno.exit(130);
    stop.abort();
  };
  for (const signal of signals) Deno.addSignalListener(signal, handle);
  return Object.assign(stop.signal, {
    [Symbol.dispose]() {
      for (const signal of signals) Deno.removeSignalListener(signal, handle);
    },
  });
}

/** Resolves when a signal aborts, at once where it has aborted already. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
