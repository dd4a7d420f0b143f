import { Fatal } from "../../base/errors.ts";
import { type GuardedProcess, startGuarded } from "./guarded_process.ts";

const javaOptions = [
  "-Xms128m",
  "-Xmx512m",
  "-XX:+UseSerialGC",
  "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
];

/** Starts a broker on a properties file; `jars` is the class path. A quiet one does not say what goes wrong. */
export function startJavaNode(jars: string, config: string, quiet: boolean): GuardedProcess {
  const level = `-Dorg.slf4j.simpleLogger.defaultLogLevel=${quiet ? "off" : "error"}`;
  return startGuarded({
    name: `broker of "${config}"`,
    program: "java",
    args: [...javaOptions, level, "-cp", jars, "kafka.Kafka", config],
    ready: { line: /Kafka Server started/, times: 1 },
  });
}

/**
 * Makes the folder of a properties file a node of the cluster; one that is formatted already stays as it is.
 * @throws {Fatal} with what Kafka says.
 */
export async function formatJavaNode(jars: string, config: string, clusterId: string): Promise<void> {
  const tool = ["kafka.tools.StorageTool", "format", "--ignore-formatted"];
  const { success, stderr, stdout } = await new Deno.Command("java", {
    args: ["-XX:TieredStopAtLevel=1", "-cp", jars, ...tool, `--cluster-id=${clusterId}`, "--config", config],
    stdin: "null",
  }).output();
  if (success) return;
  const decoder = new TextDecoder();
  throw new Fatal(`Cannot format "${config}" for Kafka: ${decoder.decode(stderr)}${decoder.decode(stdout)}`);
}
