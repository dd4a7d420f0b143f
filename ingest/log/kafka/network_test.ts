import assert from "node:assert/strict";
import { needsKafka } from "../../base/test_needs.ts";
import { startTestCluster, testOptions, until } from "./broker_harness.ts";
import { type ProxyMode, startProxy } from "./proxy_harness.ts";
import { more, writeAndRead } from "./write_and_read_harness.ts";

/** How long each trouble lasts, milliseconds: longer than the 10 s that we wait for an answer, where none comes. */
const troubles: [ProxyMode, number][] = [["slow", 4000], ["cut", 3000], ["silent", 14_000], ["mute", 14_000]];
const mostConnections = 12;

Deno.test(
  {
    name: "Kafka log loses nothing over a network that is slow, cut, half open or silent, and leaks nothing",
    ...needsKafka,
    // kafkajs tries some times more, with pauses between, also for what was closed meanwhile: Deno takes the timers for leaks
    // unless both are off. The connections, which would be the leak, are counted at the end.
    sanitizeOps: false,
    sanitizeResources: false,
  },
  async () => {
    await using proxy = startProxy();
    await using cluster = await startTestCluster(1, {
      "advertised.listeners": `PLAINTEXT://127.0.0.1:${proxy.port}`,
    });
    proxy.target = Number(cluster.brokers.split(":")[1]);
    const options = { ...testOptions(cluster), brokers: [`127.0.0.1:${proxy.port}`] };
    await writeAndRead(options, async (appended) => {
      for (const [mode, ms] of troubles) {
        await more(appended, 100);
        const before = proxy.troubled;
        proxy.mode = mode;
        await new Promise((resolve) => setTimeout(resolve, ms));
        assert.ok(proxy.troubled > before, `${mode} met something`);
        proxy.mode = "open";
        await more(appended, 100);
        assert.ok(proxy.open <= mostConnections, `${proxy.open} connections are open after ${mode}`);
      }
    });
    await until(() => proxy.open === 0);
  },
);
