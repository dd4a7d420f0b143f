import { join } from "node:path";
import { Fatal, messageOf } from "./errors.ts";
import type { Report } from "./report.ts";

/** Artifacts that Maven fetches: `what`, `size` and `why` are for messages. */
export interface Artifacts {
  what: string;
  size: string;
  why: string;
  /** The file that names them. */
  pom: string;
  /** Where they go, and what puts them there. */
  folder: string;
  args: string[];
}

/** Fills a folder by `mvn`, once as long as the `pom` stays. @throws {Fatal} saying why it cannot, and leaves nothing. */
export async function fetchByMaven(report: Report, artifacts: Artifacts): Promise<void> {
  const { what, size, why, pom, folder, args } = artifacts;
  const wanted = await Deno.readTextFile(pom);
  const done = join(folder, "resolved.xml");
  if (await Deno.readTextFile(done).catch(() => "") === wanted) return;
  report.say(`Fetching ${what} with mvn into ${folder} (once, ${size})`);
  const empty = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  await empty();
  const { text, success } = await runTool("mvn", ["--batch-mode", "--quiet", "--file", pom, ...args], why);
  if (!success) {
    await empty();
    const reason = text.split("\n").find((line) => line.includes("ERROR")) ?? text;
    throw new Fatal(`Cannot fetch ${what} with mvn: ${reason.slice(0, 500)}`);
  }
  await Deno.writeTextFile(done, wanted);
}

/** Runs a program to its end, with all that it says as one text. @throws {Fatal} with `why` where it is not installed. */
export async function runTool(
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
