import assert from "node:assert/strict";
import { Retriable } from "./base/errors.ts";
import { openControl } from "./control.ts";
import type { Log } from "./log/log.ts";
import type { Json, Source } from "./sources/source.ts";
import { runStream } from "./streams.ts";

/** Deliveries 1, 2, 3...; a cursor is the number of the last one. */
const counting: Source = {
  stream: "counting",
  async *open(cursor: Json | undefined) {
    for (let n = Number(cursor ?? 0) + 1; n <= 3; n++) {
      yield { records: [{ key: `${n}`, line: `${n}` }], cursor: n };
    }
  },
};

async function withControl(run: (control: ReturnType<typeof openControl>) => Promise<void>) {
  const dataDir = await Deno.makeTempDir();
  try {
    using control = openControl(dataDir);
    await run(control);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

const logThat = (append: (line: string) => Promise<void>, id = "one") =>
  ({
    id,
    append: (_: string, records: { line: string }[]) => append(records[0]!.line),
    range: () => Promise.resolve({ oldest: 0n, next: 1n }),
  }) as unknown as Log;

Deno.test("runStream() stores a cursor only after the log has acknowledged, and goes on from it", () =>
  withControl(async (control) => {
    const seen: string[] = [];
    const counts = { read: 0 };
    const failing = logThat((line) => {
      if (line === "3") return Promise.reject(new Error("power cut"));
      seen.push(line);
      return Promise.resolve();
    });
    const { signal } = new AbortController();
    await assert.rejects(runStream(counting, failing, control, signal, counts), /power cut/);
    assert.equal(control.cursor("one", "counting"), 2);
    const working = logThat((line) => Promise.resolve(void seen.push(line)));
    await runStream(counting, working, control, signal, counts);
    assert.deepEqual([seen, counts.read, control.cursor("one", "counting")], [["1", "2", "3"], 3, 3]);
  }));

Deno.test("runStream() waits for a busy log, but not beyond its signal", () =>
  withControl(async (control) => {
    const stop = new AbortController();
    let tries = 0;
    const busy = logThat((line) => {
      tries++;
      if (line === "1" && tries === 1) return Promise.reject(new Retriable("busy"));
      if (line !== "2") return Promise.resolve();
      stop.abort();
      return Promise.reject(new Retriable("busy"));
    });
    await runStream(counting, busy, control, stop.signal, { read: 0 });
    assert.deepEqual([tries, control.cursor("one", "counting")], [3, 1]);
  }));

Deno.test("runStream() starts over in another log: what was only in the one before is not lost", () =>
  withControl(async (control) => {
    const seen: string[] = [];
    const run = (id: string) => {
      const log = logThat((line) => Promise.resolve(void seen.push(id + line)), id);
      return runStream(counting, log, control, new AbortController().signal, { read: 0 });
    };
    await run("one");
    await run("two");
    await run("one");
    assert.deepEqual(seen, ["one1", "one2", "one3", "two1", "two2", "two3"]);
  }));
