import assert from "node:assert/strict";
import { exportOptionHelp, parseExportOptions } from "./options.ts";

Deno.test("parseExportOptions() reads a page, its values and what is to be kept out", () => {
  const { request, output, force } = parseExportOptions(
    ("topic --topic rain --topic=storm --window 7d --as-of 2015-02-23T08:00Z --param least=1,2 --param least=3 " +
      "--no-js --pseudonyms --min-cell 10 --no-quotes --force -o out.html").split(" "),
  );
  assert.deepEqual(request, {
    pages: ["topic"],
    site: false,
    topics: ["rain", "storm"],
    windows: ["7d"],
    params: { least: ["1,2", "3"] },
    asOf: "2015-02-23T08:00Z",
    explore: false,
    script: false,
    hide: { pseudonyms: true, minCell: 10, quotes: false },
  });
  assert.deepEqual([output, force], ["out.html", true]);
});

for (
  const [line, message] of [
    ["-o x.html", /^Name the page to export/],
    ["a b -o x", /^Several pages make a site: add --site$/],
    ["a", /^Say where the report goes: -o FILE$/],
    ["--site", /^Say where the report goes: -o FOLDER$/],
    ["a -o", /^Option -o needs a value$/],
    ["a --site --explore -o x", /^Option --explore goes without --site$/],
    ["a --no-js --explore -o x", /^Option --explore goes without --no-js$/],
    ["a --explore", /^Say where the report goes: -o FOLDER$/],
    ["a -o x --nope", /^Unknown option "--nope"/],
    ["a -o x --param nope", /^Option --param needs NAME=VALUE, "nope" is not that$/],
    ["a -o x --min-cell -1", /^Option --min-cell needs a whole number, "-1" is not one$/],
  ] as const
) {
  Deno.test(`parseExportOptions() refuses "${line}"`, () => {
    assert.throws(() => parseExportOptions(line.split(" ")), { name: "Refused", message });
  });
}

Deno.test("parseExportOptions() takes any name of a parameter, for the page to refuse", () => {
  const line = "a -o x --param constructor=1 --param __proto__=2 --param __proto__=3";
  const { params } = parseExportOptions(line.split(" ")).request;
  assert.deepEqual(Object.entries(params), [["constructor", ["1"]], ["__proto__", ["2", "3"]]]);
});

Deno.test("parseExportOptions() knows each option that it lists", () => {
  for (const { option } of exportOptionHelp) {
    const [name, value] = option.split(" ");
    const sample = { FILE: "x", "NAME=VALUES": "a=1", N: "1" }[value ?? ""] ?? value ?? "";
    const args = value === undefined ? [name!] : [name!, sample];
    parseExportOptions(["p", "-o", "x", ...args]);
  }
});
