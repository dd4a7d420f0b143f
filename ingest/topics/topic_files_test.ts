import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../base/folder_harness.ts";
import { topicFiles, topicsFolderOf } from "./topic_files.ts";

Deno.test("topicFiles() keeps each topic in a file of its own, written in one step", () =>
  inFolder((dataDir) => {
    const files = topicFiles(dataDir);
    assert.deepEqual([files.names(), files.read("climate"), files.remove("climate")], [[], undefined, false]);
    const climate = { name: "climate", query: "climate", languages: ["en"] };
    files.save(climate);
    files.save({ name: "a-2", query: "a" });
    files.save({ ...climate, query: "climate change" });
    assert.deepEqual(files.names(), ["a-2", "climate"]);
    assert.deepEqual(files.read("climate"), { ...climate, query: "climate change" });
    assert.deepEqual([...Deno.readDirSync(topicsFolderOf(dataDir))].length, 2);
    assert.deepEqual([files.remove("climate"), files.names()], [true, ["a-2"]]);
  }));

Deno.test("topicFiles() says of a file what is wrong with it, and goes nowhere but to its folder", () =>
  inFolder((dataDir) => {
    const files = topicFiles(dataDir);
    files.save({ name: "climate", query: "climate" });
    const write = (name: string, text: string) =>
      Deno.writeTextFileSync(join(topicsFolderOf(dataDir), name), text);
    const refused = (text: string, message: RegExp) => {
      write("climate.json", text);
      assert.throws(() => files.read("climate"), { name: "Poison", message });
    };
    refused("{", /^Cannot read the topic in ".*climate\.json": /);
    refused('{"name":"climate","query":""}', /query /);
    refused('{"name":"climate","query":"a","sql":"1"}', /sql/i);
    refused('{"name":"storm","query":"a"}', /it holds the topic "storm"$/);
    write("By hand.json", "{}");
    write("notes.txt", "");
    assert.deepEqual(files.names(), ["climate"]);
    Deno.writeTextFileSync(join(dataDir, "out.json"), '{"name":"out","query":"a"}');
    for (const name of ["../out", "..\\out", "", "a/b", "."]) {
      assert.deepEqual([files.read(name), files.remove(name)], [undefined, false]);
    }
  }));
