import { readLines } from "../../ingest/base/read_lines.ts";

const startMs = 30_000;
const lineLimits = { maxBytes: 65_536, keepBytes: 0 };

/** A page in Firefox, driven by WebDriver BiDi: playwright drives only a Firefox of its own. */
export interface FirefoxPage extends AsyncDisposable {
  /** Goes to an address and waits until it is loaded. */
  go(url: string): Promise<void>;
  /** The value of an expression in the page, as text. */
  read(expression: string): Promise<string>;
  /** Addresses that the page has asked for so far, and what its console said of errors. */
  requests: string[];
  complaints: string[];
}

interface Answer {
  id?: number;
  method?: string;
  result?: Record<string, unknown>;
  error?: string;
  message?: string;
  params?: { request?: { url: string }; level?: string; text?: string };
}

/** Starts Firefox without a window, with a profile that goes with it. */
export async function openFirefox(path: string): Promise<FirefoxPage> {
  const profile = await Deno.makeTempDir();
  const child = new Deno.Command(path, {
    args: ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const said = readLines(child.stderr, lineLimits);
  const socket = new WebSocket(`${await findAddress(said)}/session`);
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  const requests: string[] = [];
  const complaints: string[] = [];
  const close = async () => {
    socket.close();
    child.kill("SIGTERM");
    await child.status;
    for await (const _ of said);
    await Deno.remove(profile, { recursive: true });
  };
  socket.onmessage = ({ data }) => {
    const { id, method, result, message, params } = JSON.parse(data) as Answer;
    if (id !== undefined && result !== undefined) waiting.get(id)?.resolve(result);
    else if (id !== undefined) waiting.get(id)?.reject(new Error(message));
    else if (method === "network.beforeRequestSent") requests.push(params!.request!.url);
    else if (method === "log.entryAdded" && params!.level === "error") complaints.push(params!.text ?? "");
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  let last = 0;
  const ask = (method: string, params: Record<string, unknown>) => {
    const answer = Promise.withResolvers<Record<string, unknown>>();
    waiting.set(++last, answer);
    socket.send(JSON.stringify({ id: last, method, params }));
    return answer.promise;
  };
  await ask("session.new", { capabilities: {} });
  await ask("session.subscribe", { events: ["network.beforeRequestSent", "log.entryAdded"] });
  const { contexts } = await ask("browsingContext.getTree", {}) as { contexts: { context: string }[] };
  const { context } = contexts[0]!;
  return {
    requests,
    complaints,
    async go(url) {
      await ask("browsingContext.navigate", { context, url, wait: "complete" });
    },
    async read(expression) {
      const { result, exceptionDetails } = await ask("script.evaluate", {
        expression: `Promise.resolve(${expression}).then(String)`,
        target: { context },
        awaitPromise: true,
      }) as { result?: { value: string }; exceptionDetails?: { text: string } };
      if (result === undefined) throw new Error(exceptionDetails?.text);
      return result.value;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function findAddress(said: AsyncIterable<{ bytes: Uint8Array }[]>): Promise<string> {
  const decoder = new TextDecoder();
  const end = Date.now() + startMs;
  for await (const lines of said) {
    for (const { bytes } of lines) {
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(decoder.decode(bytes))?.[1];
      if (address !== undefined) return address;
    }
    if (Date.now() > end) break;
  }
  throw new Error("Firefox did not say where it can be driven");
}
