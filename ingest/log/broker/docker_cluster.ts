import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cluster, ClusterOptions } from "./cluster.ts";
import { keptClusterId } from "./cluster_id.ts";
import { openDataFolder } from "./data_folder.ts";
import { startGuarded } from "./guarded_process.ts";
import { takePorts, wantedPorts } from "./ports.ts";

const composeFile = join(dirname(fileURLToPath(import.meta.url)), "../compose.yaml");
/** The user of the image writes into the kept folder. */
const writableByAll = 0o777;

/** Whether Docker runs here, with its `compose`. */
export async function dockerRuns(): Promise<boolean> {
  const works = (args: string[]) =>
    new Deno.Command("docker", { args, stdin: "null", stdout: "null", stderr: "null" }).output()
      .then(({ success }) => success, () => false);
  return await works(["info"]) && await works(["compose", "version"]);
}

/**
 * Starts Apache Kafka as containers of `compose.yaml` and waits until every broker serves.
 * @throws {Fatal} with what Docker says, or naming the port that is taken.
 */
export async function startDockerCluster(options: ClusterOptions): Promise<Cluster> {
  const ports = takePorts(wantedPorts(options));
  const { brokers, keep } = options;
  const indexes = ports.map((_, i) => i);
  const data = await openDataFolder(keep);
  const folder = data.path;
  const env: Record<string, string> = {
    CLUSTER_ID: await keptClusterId(folder),
    COPIES: String(brokers),
    MIN_IN_SYNC: String(Math.max(1, brokers - 1)),
    FOLDER: await Deno.realPath(folder),
    VOTERS: indexes.map((i) => `${i + 1}@kafka${i + 1}:9093`).join(),
  };
  for (const i of indexes) {
    env[`PORT${i + 1}`] = String(ports[i]);
    const broker = join(folder, `broker-${i + 1}`);
    await Deno.mkdir(broker, { recursive: true });
    await Deno.chmod(broker, writableByAll);
  }
  const compose = ["compose", "--project-name", `kafka-${ports[0]}`, "--file", composeFile];
  const up = startGuarded({
    name: "docker compose",
    program: "docker",
    args: [...compose, "up", "--no-color", ...indexes.map((i) => `kafka${i + 1}`)],
    env,
    ready: { line: /Kafka Server started/, times: brokers },
  });
  const dispose = async () => {
    up.kill("SIGTERM");
    await up.ended;
    await new Deno.Command("docker", { args: [...compose, "down", "--volumes"], env, stderr: "null" })
      .output();
    await data[Symbol.asyncDispose]();
  };
  try {
    await up.ready;
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    brokers: ports.map((port) => `127.0.0.1:${port}`).join(),
    ended: up.ended,
    [Symbol.asyncDispose]: dispose,
  };
}
