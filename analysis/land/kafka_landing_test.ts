import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { startTestCluster } from "../../ingest/log/kafka/broker_harness.ts";
import { landingKafkaVariable } from "./landing_log_harness.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const { tasks } = JSON.parse(readFileSync("deno.json", "utf8"));
const leastTests = 40;

/** The test files beside this one that land from a log. */
const files = readdirSync(folder)
  .filter((name) => name.endsWith("_test.ts") && !import.meta.url.endsWith(`/${name}`))
  .map((name) => `${folder}${name}`)
  .filter((path) => readFileSync(path, "utf8").includes('from "./landing_harness.ts"'));

Deno.test({
  name: "the landing suite passes over Kafka, where landing reads what analysts write",
  ...needsKafka,
}, async () => {
  await using cluster = await startTestCluster(1);
  const flags = String(tasks.test.command).split(" && ").at(-1)!.split(" ").slice(2);
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["test", ...flags, "--no-check", ...files],
    env: { [landingKafkaVariable]: cluster.brokers, NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  const said = decoder.decode(stdout) + decoder.decode(stderr);
  assert.ok(success, said);
  const [, passed] = /^ok \| (\d+) passed \| 0 failed \(/m.exec(said) ?? assert.fail(said);
  assert.ok(Number(passed) >= leastTests, `${passed} tests`);
});
