import { join } from "node:path";
import { Fatal } from "../../ingest/base/errors.ts";
import { consoleReport } from "../../ingest/base/report.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { failedTests, type Mutation, readMutation } from "./read_mutation.ts";

const folder = new URL("./", import.meta.url);
const top = new URL("../../", import.meta.url);
const copied = ["ingest", "analysis", "notebooks", "deno.json", "deno.lock", "README.md"];
const testWithinMs = 300_000;

/** Tries each deliberate bug in a copy of the project: 1 where a test that must catch one does not. Arguments choose by name. */
async function main(names: string[]): Promise<number> {
  const report = consoleReport();
  const mutations = (await readMutations()).filter(({ name }) =>
    names.length === 0 || names.some((part) => name.includes(part))
  );
  if (mutations.length === 0) throw new Fatal(`No mutation has a name with ${names.join(" or ")}`);
  const copy = await Deno.makeTempDir({ prefix: "groundswell-mutations-" });
  let wrong = 0;
  try {
    await copyProject(copy);
    for (const mutation of mutations) {
      const problem = await tryMutation(copy, mutation);
      if (problem !== undefined) wrong++;
      report.say(`${mutation.name}: ${problem ?? `caught by "${mutation.test}"`}`);
    }
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
  report.say(`${mutations.length - wrong} of ${mutations.length} mutations caught by the test that must`);
  return wrong === 0 ? 0 : 1;
}

async function readMutations(): Promise<Mutation[]> {
  const mutations: Mutation[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".patch")) continue;
    mutations.push(readMutation(name.slice(0, -6), await Deno.readTextFile(new URL(name, folder))));
  }
  return mutations.sort((a, b) => a.name < b.name ? -1 : 1);
}

async function copyProject(to: string): Promise<void> {
  await run("cp", ["-r", ...copied, to], new URL(top).pathname);
  // The brokers of tests, fetched already.
  await Deno.symlink(new URL(".kafka", top), join(to, ".kafka")).catch(() => {});
}

/** What is wrong with how a mutation was met; undefined where its test caught it. */
async function tryMutation(copy: string, { name, patch, test, file }: Mutation): Promise<string | undefined> {
  const path = join(copy, `${name}.patch`);
  await Deno.writeTextFile(path, patch);
  const applied = await run("git", ["apply", "--whitespace=nowarn", path], copy);
  if (!applied.success) return `does not apply: ${applied.output.trim().split("\n")[0]}`;
  const byTest = await runTests(copy, file, ["--filter", test]);
  let problem: string | undefined;
  if (byTest.success) {
    const { success, output } = await runTests(copy, file, []);
    problem = success
      ? `SURVIVED all tests of ${file}`
      : `caught by ${failedTests(output).map((other) => `"${other}"`).join()} instead of "${test}"`;
  } else if (!failedTests(byTest.output).includes(test)) {
    problem = `"${test}" did not run to its end: ${byTest.output.trim().split("\n").at(-1)}`;
  }
  await run("git", ["apply", "--whitespace=nowarn", "--reverse", path], copy);
  return problem;
}

async function runTests(copy: string, file: string, more: string[]) {
  const { tasks } = JSON.parse(await Deno.readTextFile(join(copy, "deno.json")));
  const flags = String(tasks.test.command).split(" && ").at(-1)!.split(" ").slice(2);
  return await run("deno", ["test", ...flags, "--no-check", ...more, file], copy);
}

async function run(
  program: string,
  args: string[],
  cwd: string,
): Promise<{ success: boolean; output: string }> {
  const command = new Deno.Command(program, {
    args,
    cwd,
    env: { NO_COLOR: "1", GIT_CEILING_DIRECTORIES: join(cwd, "..") },
    signal: AbortSignal.timeout(testWithinMs),
  });
  const { success, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { success, output: decoder.decode(stdout) + decoder.decode(stderr) };
}

if (import.meta.main) await runMain(() => main(Deno.args));
