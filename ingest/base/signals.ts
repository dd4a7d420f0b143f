/** Aborts at the first Ctrl+C or SIGTERM; a second one ends the process at once. */
export function abortOnSignals(): AbortSignal & Disposable {
  const stop = new AbortController();
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT", "SIGTERM"];
  const handle = () => {
    if (stop.signal.aborted) Deno.exit(130);
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
