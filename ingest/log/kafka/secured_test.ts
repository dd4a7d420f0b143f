import assert from "node:assert/strict";
import { join } from "node:path";
import { needsKafka } from "../../base/test_needs.ts";
import { readAll, records } from "../log_suite.ts";
import { openTestLog, startTestCluster, testOptions } from "./broker_harness.ts";

const password = "s3cret-of-the-test";

Deno.test(
  { name: "Kafka log signs in over TLS, and no message holds the password", ...needsKafka },
  async () => {
    const folder = await Deno.makeTempDir();
    const store = join(folder, "broker.p12");
    const ca = await makeCertificate(store);
    await using cluster = await startTestCluster(1, {
      "listener.security.protocol.map": "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
      "inter.broker.listener.name": "PLAINTEXT",
      "sasl.enabled.mechanisms": "PLAIN",
      "sasl.mechanism.inter.broker.protocol": "PLAIN",
      "listener.name.plaintext.plain.sasl.jaas.config":
        `org.apache.kafka.common.security.plain.PlainLoginModule required username="us" password="${password}" user_us="${password}";`,
      "ssl.keystore.location": store,
      "ssl.keystore.password": password,
      "ssl.keystore.type": "PKCS12",
      "ssl.truststore.location": store,
      "ssl.truststore.password": password,
      "ssl.truststore.type": "PKCS12",
    });
    const sasl = { mechanism: "plain", username: "us", password } as const;
    const options = testOptions(cluster, { tls: { ca: [ca] }, sasl });
    const { log } = await openTestLog(options);
    await log.append("posts", records(0, 5));
    assert.equal((await readAll(log, 0n)).lines.length, 5);
    await log[Symbol.asyncDispose]();
    for (
      const [wrong, message] of [
        [{ sasl: { ...sasl, password: `not ${password}` } }, /authentication failed/i],
        [{ tls: {} }, /certificate|UnknownIssuer/i],
      ] as const
    ) {
      await assert.rejects(openTestLog({ ...options, ...wrong }), (error: Error) => {
        assert.equal(error.name, "Fatal", error.message);
        assert.match(error.message, message);
        assert.ok(error.message.includes(cluster.brokers));
        assert.ok(!Deno.inspect(error, { depth: 10 }).includes(password));
        return true;
      });
    }
    await Deno.remove(folder, { recursive: true });
  },
);

/** Makes a broker's key with a certificate of its own, and returns that as PEM. */
async function makeCertificate(store: string): Promise<string> {
  const keytool = async (...args: string[]) => {
    const common = ["-keystore", store, "-storepass", password, "-alias", "broker"];
    const { success, stdout, stderr } = await new Deno.Command("keytool", { args: [...args, ...common] })
      .output();
    const text = new TextDecoder().decode(stdout);
    assert.ok(success, text + new TextDecoder().decode(stderr));
    return text;
  };
  await keytool(
    "-genkeypair",
    "-keyalg",
    "RSA",
    "-dname",
    "CN=127.0.0.1",
    "-ext",
    "SAN=ip:127.0.0.1",
    "-storetype",
    "PKCS12",
  );
  return await keytool("-exportcert", "-rfc");
}
