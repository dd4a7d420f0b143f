import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceFiles } from "./sources_harness.ts";

const entries = [
  "ingest/main.ts",
  "ingest/log/broker/main.ts",
  "ingest/registry/streams_main.ts",
  "ingest/base/test_needs.ts",
  "analysis/main.ts",
  "analysis/analyst_worker.ts",
  "analysis/group_analyst_worker.ts",
  "analysis/opinion_worker.ts",
  "analysis/large/install_main.ts",
  "analysis/large/model_main.ts",
  "analysis/models/train/main.ts",
  "analysis/models/train/teach_main.ts",
  "analysis/models/score/main.ts",
  "notebooks/main.ts",
  "notebooks/dev.ts",
  "notebooks/new_page.ts",
  "notebooks/export/explore/build_data.ts",
  "notebooks/export/main.ts",
  "notebooks/operate/backup_main.ts",
  "notebooks/operate/check_main.ts",
  "notebooks/operate/correct_main.ts",
  "notebooks/operate/dead_main.ts",
  "notebooks/operate/restore_main.ts",
  "notebooks/operate/topics_main.ts",
  "notebooks/bench/main.ts",
  "notebooks/bench/owner_process.ts",
  "notebooks/bench/text_worker.ts",
  "notebooks/faults/compact_harness.ts",
  "notebooks/faults/main.ts",
  "notebooks/faults/worker_harness.ts",
  "notebooks/mutations/main.ts",
  "notebooks/client/main.ts",
  "notebooks/client/explore_main.ts",
  "notebooks/client/report_main.ts",
  "notebooks/paint/painting.ts",
  "notebooks/paint/painting_worker.ts",
];

/** Who may import what from another top folder: `from` imports a path that starts with one of `allowed`. */
const acrossFolders: { from: RegExp; to: RegExp; allowed: RegExp }[] = [
  { from: /^ingest\//, to: /^(analysis|notebooks)\//, allowed: /^$/ },
  { from: /^analysis\//, to: /^notebooks\//, allowed: /^$/ },
  {
    from: /^analysis\//,
    to: /^ingest\//,
    allowed:
      /^ingest\/(base\/|log\/|(post|coverage|dead_letter|forget|correction)\.ts|topics\/followed_topic\.ts|help\.ts)/,
  },
  {
    from:
      /^notebooks\/(?!main\.ts|dev\.ts|owner\w*\.ts|ingest_child\.ts|export\/main\.ts|operate\/(\w+_main|check_log|reach_data|reach_correct_desk)\.ts|bench\/|faults\/)/,
    to: /^analysis\//,
    allowed: /^analysis\/(store|topics)\//,
  },
  {
    from:
      /^notebooks\/(?!main\.ts|dev\.ts|owner\w*\.ts|ingest_child\.ts|export\/main\.ts|operate\/(\w+_main|check_log|reach_data|reach_correct_desk)\.ts|bench\/|faults\/)/,
    to: /^ingest\//,
    allowed: /^ingest\/(base\/|topics\/followed_topic\.ts|sources\/source_names\.ts)/,
  },
];

/** Packages that stay behind one seam. */
const seams: { specifier: RegExp; only: RegExp }[] = [
  { specifier: /^npm:\/?@duckdb\/node-api/, only: /^analysis\/store\/duckdb\.ts$/ },
  {
    specifier: /^npm:\/?(@duckdb\/duckdb-wasm|apache-arrow)/,
    only: /^notebooks\/client\/explore\/(start_duckdb|local_lane|columns_of)\.ts$/,
  },
  { specifier: /^npm:\/?kafkajs/, only: /^ingest\/log\/kafka\.ts$/ },
  { specifier: /^npm:\/?snoowrap/, only: /^ingest\/sources\/reddit_client\.ts$/ },
  { specifier: /^npm:\/?wink-/, only: /^analysis\/text\// },
  {
    specifier: /^node:sqlite/,
    only: /^ingest\/(log\/(embedded|log_file)|control|registry\/stream_table|copy_sqlite)\.ts$/,
  },
];

const pure = /^analysis\/(text|topics|trend)\//;

interface Module {
  path: string;
  imports: { specifier: string; path: string; typeOnly: boolean }[];
}

const modules = await readModules();

Deno.test("imports run against the flow of data and never around a seam", () => {
  const broken: string[] = [];
  for (const { path, imports } of modules.values()) {
    for (const { specifier, path: target, typeOnly } of imports) {
      for (const { from, to, allowed } of acrossFolders) {
        if (from.test(path) && to.test(target) && !typeOnly && !allowed.test(target)) {
          broken.push(`${path} -> ${target}`);
        }
      }
      for (const seam of seams) {
        if (seam.specifier.test(specifier) && !seam.only.test(path)) broken.push(`${path} -> ${specifier}`);
      }
    }
  }
  assert.deepEqual(broken, []);
});

Deno.test("no module imports its way back to itself; types may within their folder", () => {
  const all = importGraph(() => true);
  const running = importGraph(({ typeOnly }) => !typeOnly);
  const circles: string[] = [];
  for (const { path, imports } of modules.values()) {
    for (const { path: target, typeOnly } of imports) {
      const isInside = posix.dirname(path) === posix.dirname(target);
      if ((!typeOnly && reaches(running, target, path)) || (!isInside && reaches(all, target, path))) {
        circles.push(`${path} -> ${target}`);
      }
    }
  }
  assert.deepEqual(circles, []);
});

Deno.test("pure files use no Deno, no clock, no randomness", async () => {
  const impure: string[] = [];
  for (const { path } of modules.values()) {
    if (!pure.test(path)) continue;
    const source = await Deno.readTextFile(path);
    const used = /\bDeno\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/.exec(source);
    if (used) impure.push(`${path}: ${used[0]}`);
  }
  assert.deepEqual(impure, []);
});

Deno.test("every module is reached from a program or a test of it", () => {
  const reached = new Set(modules.keys());
  const waiting = sourceFiles("tests");
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...importsOf(path));
  }
  assert.deepEqual(sourceFiles("others").filter((path) => !reached.has(path)), []);
});

type Graph = Map<string, string[]>;

function importGraph(counts: (one: Module["imports"][number]) => boolean): Graph {
  return new Map(
    [...modules].map(([path, { imports }]) => [path, imports.filter(counts).map(({ path }) => path)]),
  );
}

function reaches(graph: Graph, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path === to) return true;
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...graph.get(path) ?? []);
  }
  return false;
}

function importsOf(path: string): string[] {
  const imports = Deno.readTextFileSync(path).matchAll(/\b(?:from |import\(?)"(\.{1,2}\/[^"]+)"/g);
  return [...imports].map(([, specifier]) => posix.join(posix.dirname(path), specifier!))
    // Tests quote imports of files that are not there.
    .filter((imported) => imported.endsWith(".ts") && existsSync(imported));
}

async function readModules(): Promise<Map<string, Module>> {
  const found = new Map<string, Module>();
  for (const entry of entries) {
    const { stdout, success, stderr } = await new Deno.Command("deno", { args: ["info", "--json", entry] })
      .output();
    assert.ok(success, new TextDecoder().decode(stderr));
    const graph = JSON.parse(new TextDecoder().decode(stdout));
    for (const { specifier, dependencies, error } of graph.modules) {
      assert.equal(error, undefined, `${specifier}: ${error}`);
      if (!specifier.startsWith("file:")) continue;
      const path = toPath(specifier);
      found.set(path, { path, imports: (dependencies ?? []).map(toImport) });
    }
  }
  return found;
}

// deno-lint-ignore no-explicit-any -- the JSON of `deno info`
function toImport(dependency: any): Module["imports"][number] {
  const target: string = dependency.code?.specifier ?? dependency.type?.specifier ?? "";
  const path = target.startsWith("file:") ? toPath(target) : "";
  return {
    specifier: target.startsWith("file:") ? dependency.specifier : target || dependency.specifier,
    path,
    typeOnly: dependency.code === undefined,
  };
}

function toPath(specifier: string): string {
  return relative(Deno.cwd(), fileURLToPath(specifier)).replaceAll("\\", "/");
}
