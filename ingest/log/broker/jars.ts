import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fatal } from "../../base/errors.ts";
import { fetchByMaven, runTool } from "../../base/maven.ts";
import type { Report } from "../../base/report.ts";

const oldestJava = 17;
const here = dirname(fileURLToPath(import.meta.url));
const pom = join(here, "pom.xml");

/** Where the artifacts of Apache Kafka are cached: an ignored folder at the top. */
const jarsFolder: string = join(here, "../../../.kafka");

/**
 * The class path of the Kafka that `pom.xml` names; the first time it is resolved by `mvn`.
 * @throws {Fatal} saying what to install where Java or Maven are missing, too old or fail.
 */
export async function kafkaJars(report: Report): Promise<string> {
  await checkJava();
  await fetchByMaven(report, {
    what: "Apache Kafka",
    size: "45 MB",
    why: "Kafka's files are fetched by Maven (apt-get install maven), or else run by Docker",
    pom,
    folder: jarsFolder,
    args: ["dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${jarsFolder}`],
  });
  return join(jarsFolder, "*");
}

async function checkJava(): Promise<void> {
  const { text } = await runTool("java", ["-version"], "Kafka needs Java 17 or newer, or Docker");
  const version = /version "(\d+)/.exec(text)?.[1];
  if (version === undefined || Number(version) < oldestJava) {
    throw new Fatal(
      `Cannot start Kafka with ${text.split("\n")[0]}: it needs Java ${oldestJava} or newer, or Docker`,
    );
  }
}
