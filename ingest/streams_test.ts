import assert from "node:assert/strict";
import { inFolder } from "./base/folder_harness.ts";
import { Retriable } from "./base/errors.ts";
import { openControl } from "./control.ts";
import type { Log } from "./log/log.ts";
import type { Json, Source } from "./sources/source.ts";
import { runStream, type StreamRun } from "./streams.ts";

/** Deliveries 1, 2, 3...; a cursor is the number of the last one. */
const counting: Source = {
  stream: "counting",
  async *open(cursor: Json | undefined) {
    for (let n = Number(cursor ?? 0) + 1; n <= 3; n++) {
      yield { records: [{ key: `${n}`, line: `${n}` }], cursor: n };
    }
  },
};

function withControl(run: (control: ReturnType<typeof openControl>) => Promise<void>): Promise<void> {
  return inFolder(async (dataDir) => {
    using control = openControl(dataDir);
    await run(control);
  });
}

const run = (
  log: Log,
  control: ReturnType<typeof openControl>,
  signal: AbortSignal = new AbortController().signal,
): StreamRun & { warned: string[] } => {
  const warned: string[] = [];
  return { log, control, signal, counts: { read: 0 }, warned, warn: (text) => warned.push(text) };
};

const logThat = (append: (line: string) => Promise<void>, id = "one") =>
  ({
    id,
    append: (_: string, records: { line: string }[]) => append(records[0]!.line),
    range: () => Promise.resolve({ oldest: 0n, next: 1n }),
  }) as unknown as Log;

Deno.test("runStream() stores a cursor only after the log has acknowledged, and goes on from it", () =>
  withControl(async (control) => {
    const seen: string[] = [];
    const failing = logThat((line) => {
      if (line === "3") return Promise.reject(new Error("power cut"));
      seen.push(line);
      return Promise.resolve();
    });
    const first = run(failing, control);
    await assert.rejects(runStream(counting, first), /power cut/);
    assert.deepEqual([first.counts.read, control.cursor("one", "counting")], [2, 2]);
    const second = run(logThat((line) => Promise.resolve(void seen.push(line))), control);
    await runStream(counting, second);
    assert.deepEqual([seen, second.counts.read, control.cursor("one", "counting")], [["1", "2", "3"], 1, 3]);
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
    const stopped = run(busy, control, stop.signal);
    await runStream(counting, stopped);
    assert.deepEqual([tries, control.cursor("one", "counting")], [3, 1]);
    assert.deepEqual(stopped.warned, ["busy; trying again"]);
  }));

Deno.test("runStream() waits for a log that has taken a delivery and does not say where it ends", () =>
  withControl(async (control) => {
    const seen: string[] = [];
    let failures = 2;
    const log = logThat((line) => Promise.resolve(void seen.push(line)));
    log.range = () =>
      failures-- > 0 ? Promise.reject(new Retriable("away")) : Promise.resolve({ oldest: 0n, next: 9n });
    await runStream(counting, run(log, control));
    assert.deepEqual(seen, ["1", "2", "3"], "nothing is appended twice");
    assert.deepEqual([control.cursor("one", "counting"), control.furthestEnd("one")], [3, 9n]);
  }));

Deno.test("runStream() stores no cursor and ends where another process has taken the stream", () =>
  withControl(async (control) => {
    control.takeLease("counting", "me", "", 0);
    const seen: string[] = [];
    const log = logThat((line) => {
      seen.push(line);
      if (line === "2") control.takeLease("counting", "other", "me", 0);
      return Promise.resolve();
    });
    await runStream(counting, { ...run(log, control), holder: "me" });
    assert.deepEqual([seen, control.cursor("one", "counting")], [["1", "2"], 1]);
  }));

Deno.test("runStream() starts over in another log: what was only in the one before is not lost", () =>
  withControl(async (control) => {
    const seen: string[] = [];
    const runOn = (id: string) =>
      runStream(counting, run(logThat((line) => Promise.resolve(void seen.push(id + line)), id), control));
    await runOn("one");
    await runOn("two");
    await runOn("one");
    assert.deepEqual(seen, ["one1", "one2", "one3", "two1", "two2", "two3"]);
  }));
