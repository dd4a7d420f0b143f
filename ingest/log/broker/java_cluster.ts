import { join } from "node:path";
import type { Report } from "../../base/report.ts";
import type { Cluster, ClusterOptions } from "./cluster.ts";
import { keptClusterId } from "./cluster_id.ts";
import { openDataFolder } from "./data_folder.ts";
import type { GuardedProcess } from "./guarded_process.ts";
import { kafkaJars } from "./jars.ts";
import { formatJavaNode, startJavaNode } from "./java_node.ts";
import { type BrokerNode, nodeConfig } from "./node_config.ts";
import { takePorts, wantedPorts } from "./ports.ts";

/** A cluster whose brokers can be stopped one by one. */
export interface JavaCluster extends Cluster {
  /** Stops one broker, the first is 0: SIGTERM lets it hand over, SIGKILL does not. */
  stop(index: number, signal: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Starts a stopped broker again on its data, and waits until it serves. */
  start(index: number): Promise<void>;
}

const stopWithinMs = 10_000;

/**
 * Starts Apache Kafka from its Maven artifacts and waits until every broker serves. `settings` are further lines of
 * its properties files.
 * @throws {Fatal} naming what is missing, or the port that is taken.
 */
export async function startJavaCluster(
  options: ClusterOptions,
  report: Report,
  settings: Record<string, string> = {},
): Promise<JavaCluster> {
  const jars = await kafkaJars(report);
  const ports = takePorts([...wantedPorts(options), ...Array(options.brokers).fill(0)]);
  const folder = await openDataFolder(options.keep);
  const nodes = layOut(ports, folder.path);
  const running: (GuardedProcess | undefined)[] = [];
  const fellOver = Promise.withResolvers<string>();
  const launch = async (index: number) => {
    const node = startJavaNode(jars, nodes.configs[index]!, options.quiet === true);
    running[index] = node;
    node.ended.then((words) => running[index] === node && fellOver.resolve(words));
    await node.ready;
  };
  const halt = async (index: number, signal: "SIGTERM" | "SIGKILL") => {
    const node = running[index];
    running[index] = undefined;
    if (node === undefined) return;
    node.kill(signal);
    const late = setTimeout(() => node.kill("SIGKILL"), stopWithinMs);
    await node.ended;
    clearTimeout(late);
  };
  const dispose = async () => {
    const keeps = options.keep !== undefined;
    await Promise.all(nodes.all.map((_, index) => halt(index, keeps ? "SIGTERM" : "SIGKILL")));
    await folder[Symbol.asyncDispose]();
  };
  try {
    const clusterId = await keptClusterId(folder.path);
    await Promise.all(nodes.all.map(async (node, index) => {
      const config = nodes.configs[index]!;
      await Deno.writeTextFile(config, nodeConfig(node, nodes.all, settings));
      await formatJavaNode(jars, config, clusterId);
    }));
    await Promise.all(nodes.all.map((_, index) => launch(index)));
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    brokers: nodes.all.map(({ port }) => `127.0.0.1:${port}`).join(),
    ended: fellOver.promise,
    stop: halt,
    start: launch,
    [Symbol.asyncDispose]: dispose,
  };
}

function layOut(ports: number[], folder: string) {
  const brokers = ports.length / 2;
  const all = ports.slice(0, brokers).map((port, i): BrokerNode => ({
    id: i + 1,
    port,
    controllerPort: ports[brokers + i]!,
    folder: join(folder, `broker-${i + 1}`),
  }));
  return { all, configs: all.map(({ id }) => join(folder, `broker-${id}.properties`)) };
}
