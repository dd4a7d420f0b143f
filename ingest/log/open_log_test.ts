import assert from "node:assert/strict";
import { readSettings } from "../base/settings.ts";
import { readKafkaOptions } from "./open_log.ts";

const settings = readSettings(() => undefined);

Deno.test("readKafkaOptions() is nothing without brokers, and one entry a broker with them", async () => {
  assert.equal(await readKafkaOptions(settings), undefined);
  const KAFKA_BROKERS = "a.example:9092, 10.0.0.1:9093,[::1]:9094";
  assert.deepEqual(await readKafkaOptions({ ...settings, KAFKA_BROKERS }), {
    brokers: ["a.example:9092", "10.0.0.1:9093", "[::1]:9094"],
    prefix: "groundswell.",
    partitions: 4,
  });
});

Deno.test("readKafkaOptions() takes certificates and a way to sign in", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, "PEM");
  const options = await readKafkaOptions({
    ...settings,
    KAFKA_BROKERS: "a:1",
    KAFKA_TLS: "on",
    KAFKA_CA_FILE: path,
    KAFKA_SASL: "scram-sha-256",
    KAFKA_USER: "u",
    KAFKA_PASSWORD: "p",
  });
  await Deno.remove(path);
  assert.deepEqual(options?.tls, { ca: ["PEM"] });
  assert.deepEqual(options?.sasl, { mechanism: "scram-sha-256", username: "u", password: "p" });
});

Deno.test("readKafkaOptions() says which setting is wrong, and no secret", async () => {
  for (
    const [wrong, message] of [
      [{ KAFKA_BROKERS: "localhost" }, /KAFKA_BROKERS must be host:port,..., "localhost" is not/],
      [{ KAFKA_BROKERS: "a:1,,b:2" }, /"" is not/],
      [{ KAFKA_BROKERS: "a:70000" }, /"a:70000" is not/],
      [{ KAFKA_BROKERS: "http://a:1" }, /"http:\/\/a:1" is not/],
      [{ KAFKA_BROKERS: "user:s3cret@a" }, /"\*\*\*@a" is not/],
      [{ KAFKA_TLS: "on", KAFKA_CA_FILE: "no/such.pem" }, /Cannot read KAFKA_CA_FILE "no\/such\.pem"/],
      [{ KAFKA_PASSWORD: "s3cret" }, /need KAFKA_SASL/],
      [{ KAFKA_SASL: "plain", KAFKA_PASSWORD: "s3cret" }, /needs KAFKA_USER/],
    ] as const
  ) {
    const read = readKafkaOptions({ ...settings, KAFKA_BROKERS: "a:1", ...wrong });
    await assert.rejects(read, (error: Error) => {
      assert.equal(error.name, "Fatal");
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
  }
});
