import { consoleReport } from "../../base/report.ts";
import { runMain } from "../../base/run_main.ts";
import { aborted, abortOnSignals } from "../../base/signals.ts";
import { dockerRuns, startDockerCluster } from "./docker_cluster.ts";
import { startJavaCluster } from "./java_cluster.ts";
import { brokerOptionHelp, parseBrokerOptions } from "./options.ts";

/** A real Apache Kafka on this machine, until a signal comes. */
async function main(args: string[]): Promise<number> {
  const options = parseBrokerOptions(args);
  if (options.help) {
    const lines = brokerOptionHelp.map(({ option, about }) => `  ${option.padEnd(14)}  ${about}`);
    console.log(
      `deno task kafka [options]\n\nStarts Apache Kafka on 127.0.0.1.\n\nOptions\n${lines.join("\n")}`,
    );
    return 0;
  }
  const report = consoleReport();
  using signal = abortOnSignals();
  await using cluster =
    await (await dockerRuns() ? startDockerCluster(options) : startJavaCluster(options, report));
  report.say(`Kafka is at KAFKA_BROKERS=${cluster.brokers}`);
  const words = await Promise.race([cluster.ended, aborted(signal)]);
  if (signal.aborted) return 0;
  report.warn(`Kafka has stopped: ${words}`);
  return 1;
}

if (import.meta.main) await runMain(() => main(Deno.args));
