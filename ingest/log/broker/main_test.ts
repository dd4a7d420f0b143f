import assert from "node:assert/strict";
import { needsKafka } from "../../base/test_needs.ts";

const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));

/** `deno task kafka` on free ports, in a data folder of its own; waits until it serves. */
async function startTask(keep: string) {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const child = new Deno.Command("deno", {
    args: [...tasks.kafka.command.split(" ").slice(1), "--port", String(port), "--keep", keep],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let out = "";
  const serves = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      out += text;
      if (out.includes(`Kafka is at KAFKA_BROKERS=127.0.0.1:${port}`)) serves.resolve();
    }
    serves.reject(new Error(`ended without serving: ${out}`));
  })();
  await serves.promise;
  const ended = async () => {
    const status = await child.status;
    await reading;
    return status;
  };
  return { child, port, ended };
}

/** Resolves when nothing listens on the port any more. */
async function closed(port: number) {
  while (true) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// A broker that dies closes its port before its files.
async function removeAll(folder: string): Promise<void> {
  for (const end = Date.now() + 10_000;;) {
    try {
      return await Deno.remove(folder, { recursive: true });
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

Deno.test(
  { name: "deno task kafka ends with 0 on SIGTERM, and its data are kept", ...needsKafka },
  async () => {
    const keep = await Deno.makeTempDir();
    const identity = () => Deno.readTextFile(`${keep}/broker-1/meta.properties`);
    const first = await startTask(keep);
    const before = await identity();
    first.child.kill("SIGTERM");
    assert.equal((await first.ended()).code, 0);
    await closed(first.port);
    const second = await startTask(keep);
    assert.equal(await identity(), before);
    // However it dies, no broker stays behind.
    second.child.kill("SIGKILL");
    await second.ended();
    await closed(second.port);
    await removeAll(keep);
  },
);
