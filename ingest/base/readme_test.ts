import assert from "node:assert/strict";
import { brokerOptionHelp } from "../log/broker/options.ts";
import { ingestOptionHelp } from "../options.ts";
import { streamsOptionHelp } from "../registry/streams_options.ts";
import { decoders } from "../sources/replay/formats.ts";
import { describeSettings } from "./settings.ts";

const readme = await Deno.readTextFile("README.md");
const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));

Deno.test("the README names every setting with its default", () => {
  for (const { name, fallback } of describeSettings()) {
    assert.match(readme, new RegExp(`\\| \`${name}\` +\\| ${fallback.replaceAll(".", "\\.")} *\\|`), name);
  }
});

Deno.test("the README names every option, task and format", () => {
  for (const { option } of [...ingestOptionHelp, ...brokerOptionHelp, ...streamsOptionHelp]) {
    assert.ok(readme.includes(`\`${option}\``), option);
  }
  for (const task of Object.keys(tasks)) {
    assert.match(readme, new RegExp(`^\\| \`deno task ${task}\\b`, "m"), task);
  }
  for (const { format } of decoders) assert.ok(readme.includes(`\`${format}\``), format);
});

Deno.test("every file and folder that the README names is there", () => {
  const paths = readme.matchAll(/`((?:ingest|analysis|notebooks|\.ci)\/[\w./*-]*)`/g);
  for (const [, path] of paths) Deno.statSync(path!.replace("/*.md", ""));
});

Deno.test("no task has all permissions", () => {
  for (const [name, { command }] of Object.entries<{ command: string }>(tasks)) {
    assert.doesNotMatch(command, /(^|\s)(-A|--allow-all)(\s|$)/, name);
  }
});

Deno.test("the lock file names no registry host", async () => {
  assert.doesNotMatch(await Deno.readTextFile("deno.lock"), /https?:\/\//);
});
