import { fileURLToPath } from "node:url";
import { readLines } from "../../ingest/base/read_lines.ts";
import { type FromModel, type Judgement, type ModelJob, type Question, readAnswer } from "./protocol.ts";

/** What a model says of itself when it is loaded. */
export type Ready = Extract<FromModel, { kind: "ready" }>;

/** A model in a process of its own. */
export interface ModelProcess {
  readonly pid: number;
  /** Settles when it is loaded; rejects with why it is not. */
  readonly ready: Promise<Ready>;
  /** Why it has ended; settles when it has. */
  readonly ended: Promise<string>;
  /** True while it has not answered a question to its end, also when nobody waits any more. */
  readonly busy: boolean;
  /** What it says of each text within so many milliseconds; undefined for those that it did not come to. */
  ask(texts: string[], waitMs: number): Promise<(Judgement | undefined)[]>;
  kill(): void;
}

/** How long a model may load, and how long it may say nothing while it is asked something. */
export interface Patience {
  loadMs: number;
  silentMs: number;
}

const maxLineBytes = 16 * 2 ** 20;

/** Starts the process of a model, which may read its folder, and reach the network only for one on the hub. */
export function startModelProcess(job: ModelJob, { loadMs, silentMs }: Patience): ModelProcess {
  const child = new Deno.Command("deno", {
    args: [
      ...["run", "--no-config", "--no-lock", "--no-npm", "--no-remote", "--no-prompt"],
      ...modelPermissions(job),
      fileURLToPath(new URL("./model_main.ts", import.meta.url)),
      JSON.stringify(job),
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  const ready = Promise.withResolvers<Ready>();
  ready.promise.catch(() => {});
  let asked: { answers: (Judgement | undefined)[]; end(): void } | undefined;
  let failure: string | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;

  const kill = () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended this moment.
    }
  };
  const expect = (ms: number, otherwise: string) => {
    clearTimeout(watch);
    watch = setTimeout(() => {
      failure = otherwise;
      kill();
    }, ms);
  };
  const hear = (line: string) => {
    clearTimeout(watch);
    let message: FromModel;
    try {
      message = readAnswer(line);
    } catch {
      failure ??= "it answers what is no answer";
      return kill();
    }
    if (message.kind === "ready") ready.resolve(message);
    else if (message.kind === "failed") failure = message.reason;
    else if (message.kind === "done") asked?.end();
    else {
      message.judgements.forEach((judgement, i) => asked?.answers.splice(message.at + i, 1, judgement));
      expectAnswer();
    }
  };
  const expectAnswer = () => expect(silentMs, `it has not answered for ${silentMs / 1000} s`);
  expect(loadMs, `it has not loaded within ${loadMs / 1000} s`);
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const lines of readLines(child.stdout, { maxBytes: maxLineBytes, keepBytes: maxLineBytes })) {
      for (const { bytes } of lines) hear(decoder.decode(bytes));
    }
    const { code, signal } = await child.status;
    clearTimeout(watch);
    await writer.close().catch(() => {});
    const why = failure ??
      (signal === null ? `its process ended with code ${code}` : `its process ended by ${signal}`);
    ready.reject(new Error(why));
    asked?.end();
    return why;
  })();
  return {
    pid: child.pid,
    ready: ready.promise,
    ended,
    get busy() {
      return asked !== undefined;
    },
    async ask(texts, waitMs) {
      const answers: (Judgement | undefined)[] = texts.map(() => undefined);
      const done = Promise.withResolvers<void>();
      const end = () => {
        asked = undefined;
        done.resolve();
      };
      asked = { answers, end };
      expectAnswer();
      const question: Question = { until: Date.now() + waitMs, texts };
      writer.write(new TextEncoder().encode(`${JSON.stringify(question)}\n`)).catch(() => {});
      const late = setTimeout(done.resolve, waitMs);
      await done.promise;
      clearTimeout(late);
      return [...answers];
    },
    kill,
  };
}

/** What the process of a model may do: read its folder; one on the hub, also reach it and keep a copy. */
export function modelPermissions({ ref, runtime }: Pick<ModelJob, "ref" | "runtime">): string[] {
  if (ref.kind === "folder") return [`--allow-read=${ref.path},${runtime}`];
  const { host } = new URL(ref.host);
  // Large files of the hub itself come from other hosts of it.
  const hosts = host === "huggingface.co" ? [host, "*.huggingface.co", "*.hf.co"] : [host];
  return [
    `--allow-read=${ref.cache},${runtime}`,
    `--allow-write=${ref.cache}`,
    `--allow-net=${hosts.join(",")}`,
  ];
}
