import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fatal, messageOf } from "../../base/errors.ts";
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
  const wanted = await Deno.readTextFile(pom);
  const done = join(jarsFolder, "resolved.xml");
  if (await Deno.readTextFile(done).catch(() => "") !== wanted) {
    report.say(`Fetching Apache Kafka with mvn into ${jarsFolder} (once, 45 MB)`);
    await Deno.remove(jarsFolder, { recursive: true }).catch(() => {});
    await resolveJars();
    await Deno.writeTextFile(done, wanted);
  }
  return join(jarsFolder, "*");
}

async function checkJava(): Promise<void> {
  const { text } = await run("java", ["-version"], "Kafka needs Java 17 or newer, or Docker");
  const version = /version "(\d+)/.exec(text)?.[1];
  if (version === undefined || Number(version) < oldestJava) {
    throw new Fatal(
      `Cannot start Kafka with ${text.split("\n")[0]}: it needs Java ${oldestJava} or newer, or Docker`,
    );
  }
}

async function resolveJars(): Promise<void> {
  const { text, success } = await run("mvn", [
    "--batch-mode",
    "--quiet",
    "--file",
    pom,
    "dependency:copy-dependencies",
    "-DincludeScope=runtime",
    `-DoutputDirectory=${jarsFolder}`,
  ], "Kafka's files are fetched by Maven (apt-get install maven), or else run by Docker");
  if (success) return;
  await Deno.remove(jarsFolder, { recursive: true }).catch(() => {});
  const reason = text.split("\n").find((line) => line.includes("ERROR")) ?? text;
  throw new Fatal(`Cannot fetch Apache Kafka with mvn: ${reason.slice(0, 500)}`);
}

async function run(
  program: string,
  args: string[],
  why: string,
): Promise<{ text: string; success: boolean }> {
  try {
    const { stdout, stderr, success } = await new Deno.Command(program, { args, stdin: "null" }).output();
    const decoder = new TextDecoder();
    return { text: decoder.decode(stderr) + decoder.decode(stdout), success };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Fatal(`Cannot run "${program}": it is not installed. ${why} (${messageOf(error)})`);
  }
}
