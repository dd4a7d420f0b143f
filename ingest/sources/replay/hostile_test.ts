import assert from "node:assert/strict";
import { formatNames } from "./formats.ts";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { statusLine, statusLines, withFiles } from "./files_harness.ts";
import { type Tally, tallyReplay } from "./tally_harness.ts";

const good = statusLines(0, 3);

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function tallyFile(name: string, content: string | Uint8Array, format?: string): Promise<Tally> {
  let tally: Tally | undefined;
  await withFiles({ [name]: content }, async (folder) => {
    tally = await tallyReplay([`${folder}/*`], format === undefined ? {} : { format });
  });
  return tally!;
}

function assertReplayed(tally: Tally, ids: string[], reasons: { [origin: string]: RegExp } = {}): void {
  assert.deepEqual(tally.posts.map(({ id }) => id), ids);
  assert.deepEqual(tally.dead.map(({ origin }) => origin), Object.keys(reasons));
  for (const { origin, reason } of tally.dead) assert.match(reason, reasons[origin]!);
  for (const text of [...tally.warnings, ...tally.failures]) assert.doesNotMatch(text, /\n/);
}

Deno.test("replay goes past files that are missing, folders, empty or of no known format", async () => {
  const files = {
    "a.ndjson": "hello\nworld\n",
    "b.ndjson": "",
    "c.json": "<?xml?><feed/>",
    "d.txt": "x",
    "folder.ndjson/x": "",
    "z.ndjson": good,
  };
  await withFiles(files, async (folder) => {
    const endless = "a".repeat(70_000) + "*";
    const tally = await tallyReplay([`${folder}/*`, `${folder}/missing.ndjson`, `${folder}/*.none`, endless]);
    assertReplayed(tally, ["1", "2", "3"]);
    assert.deepEqual(tally.failures.map((text) => text.replaceAll(folder, "")), [
      `Cannot replay "/*.none": no file matches`,
      `Cannot replay "${endless}": pattern is too long`,
      `Cannot replay "/a.ndjson": holds no known format (${formatNames}); if it is one of` +
      ` them, name it by --format; line 1 is not JSON: Unexpected token 'h' is not valid JSON`,
      `Cannot replay "/c.json": holds no known format (${formatNames}); if it is one of` +
      ` them, name it by --format; line 1 is not JSON: Unexpected token '<' is not valid JSON`,
      `Cannot replay "/d.txt": is no .ndjson, .json or .csv file, nor one of them with .gz`,
      `Cannot replay "/folder.ndjson": is a directory; name its files, e.g. folder/*.ndjson.gz`,
      `Cannot replay "/missing.ndjson": there is no such file`,
    ]);
    assert.ok(tally.warnings.some((text) => text === `"${folder}/b.ndjson" holds nothing`));
    assert.equal(tally.warnings.length, tally.failures.length + 1);
  });
});

Deno.test({
  name: "replay goes past pipes and devices instead of waiting for them",
  ignore: Deno.build.os === "windows",
}, async () => {
  await withFiles({ "z.ndjson": good }, async (folder) => {
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe.ndjson`] }).output();
    await Deno.symlink("/dev/zero", `${folder}/device.ndjson`);
    const tally = await tallyReplay([`${folder}/*`]);
    assertReplayed(tally, ["1", "2", "3"]);
    assert.deepEqual(tally.failures.map((text) => text.replaceAll(folder, "")), [
      `Cannot replay "/device.ndjson": is not a regular file`,
      `Cannot replay "/pipe.ndjson": is not a regular file`,
    ]);
  });
});

Deno.test("replay goes past a file that it may not read", async () => {
  await withFiles({ "a.ndjson": good, "b.ndjson": good }, async (folder) => {
    const open = (path: string) => {
      if (path.endsWith("a.ndjson")) throw new Deno.errors.PermissionDenied("os error 13");
      return Deno.open(path);
    };
    const tally = await tallyReplay([`${folder}/*`], {}, { open });
    assertReplayed(tally, ["1", "2", "3"]);
    assert.deepEqual(tally.failures, [
      `Cannot replay "${folder}/a.ndjson": there is no permission to read it`,
    ]);
  });
});

Deno.test(
  "replay says in words that its process may not read",
  { permissions: { read: false } },
  async () => {
    const tally = await tallyReplay(["/etc/a.ndjson"]);
    assert.deepEqual(tally.failures, [`Cannot replay "/etc/a.ndjson": there is no permission to read it`]);
  },
);

Deno.test("replay says so when a disk fails, and goes on with the next file", async () => {
  await withFiles({ "a.ndjson": good, "b.ndjson": good }, async (folder) => {
    const open = async (path: string) => {
      const file = await Deno.open(path);
      if (path.endsWith("a.ndjson")) file.read = () => Promise.reject(new Error("input/output error"));
      return file;
    };
    const tally = await tallyReplay([`${folder}/*`], {}, { open });
    assertReplayed(tally, ["1", "2", "3"]);
    assert.deepEqual(tally.failures, [
      `Cannot replay "${folder}/a.ndjson": cannot be read: input/output error`,
    ]);
  });
});

Deno.test("replay stops at a fault of our own instead of blaming the file", async () => {
  let calls = 0;
  const now = () => {
    if (++calls > 2) throw new TypeError("bug");
    return Date.now();
  };
  await withFiles({ "a.ndjson": good }, async (folder) => {
    await assert.rejects(tallyReplay([`${folder}/*`], {}, { now }), { name: "TypeError" });
  });
});

Deno.test("replay makes a dead letter of a line cut in the middle", async () => {
  const tally = await tallyFile("a.ndjson", good + statusLine(3).slice(0, 30));
  assertReplayed(tally, ["1", "2", "3"], { "a.ndjson:4": /^is cut: / });
});

Deno.test("replay takes byte-order marks, CR LF and blank lines, and counts lines with them", async () => {
  const text = `\ufeff\r\n\ufeff${statusLine(0)}\r\n\r\n  \t\r\nnull\r\n${statusLine(1)}\r\n`;
  assertReplayed(await tallyFile("a.ndjson", text), ["1", "2"], { "a.ndjson:5": /^is not an X v1.1 status/ });
});

Deno.test("replay makes dead letters of NUL bytes, of bytes that are no UTF-8, and of two documents on a line", async () => {
  const lines = [
    bytesOf(good),
    bytesOf("\0\0\0\n"),
    new Uint8Array([0x22, 0xc3, 0x28, 0x22, 0x0a]),
    bytesOf("{}{}\n"),
  ];
  const tally = await tallyFile("a.ndjson", new Uint8Array(lines.flatMap((bytes) => [...bytes])));
  assertReplayed(tally, ["1", "2", "3"], {
    "a.ndjson:4": /^is not JSON/,
    "a.ndjson:5": /^is not UTF-8$/,
    "a.ndjson:6": /^is not JSON/,
  });
  assert.deepEqual(Uint8Array.fromBase64(tally.dead[1]!.bytes), new Uint8Array([0x22, 0xc3, 0x28, 0x22]));
});

Deno.test("replay mends NUL and lone surrogates inside strings", async () => {
  const tally = await tallyFile("a.ndjson", statusLine(0).replace("post 0", "a\\u0000b\\ud83dc"));
  assert.deepEqual(tally.posts.map(({ text }) => text), ["a\ufffdb\ufffdc"]);
});

Deno.test("replay takes hostile keys, deep nesting and huge numbers for what they are: data", async () => {
  const hostile = statusLine(0).replace("{", '{"__proto__":{"text":"evil"},"constructor":1,"text":"first",');
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const lines = [hostile, deep, statusLine(1).replace("{", `{"x":${deep},"y":1e999,`)];
  const tally = await tallyFile("a.ndjson", lines.join("\n"));
  assertReplayed(tally, ["1", "2"], { "a.ndjson:2": /^is not an X v1.1 status/ });
  assert.equal(tally.posts[0]!.text, "post 0");
});

Deno.test("replay keeps the beginning of a 10 MB line, states its size, and goes on", async () => {
  const long = 10 * 1024 * 1024;
  const tally = await tallyFile("a.ndjson", `${statusLine(0)}\n${"x".repeat(long)}\n${statusLine(1)}\n`);
  assertReplayed(tally, ["1", "2"], {
    "a.ndjson:2": /^is a line of 10485760 bytes, more than 8388608; its beginning/,
  });
  const { bytes, size, digest } = tally.dead[0]!;
  assert.equal(bytes.length, 4 * Math.ceil(65_536 / 3));
  assert.deepEqual([size, digest], [long, createHash("sha256").update("x".repeat(long)).digest("hex")]);
});

Deno.test("replay reads what is readable of a broken gzip, then says that it is broken", async () => {
  const zipped = gzipSync(statusLines(0, 5000));
  const cut = await tallyFile("a.ndjson.gz", zipped.subarray(0, zipped.length - 20));
  assert.ok(cut.posts.length > 4000, String(cut.posts.length));
  assert.match(cut.failures[0]!, /is no whole gzip: unexpected end of file$/);
  const inDocument = await tallyFile("a.json.gz", zipped.subarray(0, zipped.length - 20));
  assert.equal(inDocument.posts.length, cut.posts.length);
  assert.match(inDocument.failures[0]!, /is no whole gzip: unexpected end of file$/);
  const damaged = new Uint8Array(gzipSync(statusLines(0, 50_000)));
  damaged.fill(0, damaged.length * 0.8, damaged.length * 0.8 + 100);
  const middle = await tallyFile("a.ndjson.gz", damaged);
  assert.ok(middle.posts.length > 30_000, String(middle.posts.length));
  assert.match(middle.failures[0]!, /is no whole gzip: /);
  const none = await tallyFile("a.ndjson.gz", good);
  assert.match(none.failures[0]!, /is no whole gzip: incorrect header check$/);
  assert.equal(none.deliveries.length, 0);
});

Deno.test("replay reads a gzip of several members", async () => {
  const members = [gzipSync(statusLines(0, 2)), gzipSync(statusLines(2, 3))];
  assertReplayed(await tallyFile("a.ndjson.gz", Uint8Array.from(members.flatMap((part) => [...part]))), [
    "1",
    "2",
    "3",
  ]);
});

Deno.test("replay reads .json as one document, as a list of documents, and as lines", async () => {
  const list = `[\n${[statusLine(0), "null", statusLine(1)].join(",\n")}\n]`;
  assertReplayed(await tallyFile("a.json", list), ["1", "2"], { "a.json:1/2": /^is not an X v1.1 status/ });
  assertReplayed(await tallyFile("a.json", good), ["1", "2", "3"]);
  const pretty = JSON.stringify(JSON.parse(statusLine(0)), null, 2);
  assertReplayed(await tallyFile("a.json", pretty), ["1"]);
  const cut = await tallyFile("a.json", pretty.slice(0, -3));
  assert.match(cut.failures[0]!, /holds no known format/);
});

Deno.test("replay counts broken rows of a table by the line they begin on", async () => {
  const rows = [
    "tweet_id,airline,text",
    '567588278875213824,Delta,"two',
    'lines, ""quoted"""',
    "567590027375702016,Delta",
    '567590027375702017,Delta,"lost quote',
    "567590027375702018,Delta,after it",
    '567590027375702019,Delta,5" pipe',
    '"567590027375702020",Delta,"cut',
  ];
  const tally = await tallyFile("a.csv", rows.join("\r\n"));
  assertReplayed(tally, ["567588278875213824", "567590027375702018"], {
    "a.csv:4": /^has 2 fields instead of 3$/,
    "a.csv:5": /^is not CSV: /,
    "a.csv:7": /^is not CSV: /,
    "a.csv:8": /^is cut, or is not CSV: /,
  });
  assert.equal(tally.posts[0]!.text, 'two\r\nlines, "quoted"');
});

Deno.test("replay says that the first row of a table is broken", async () => {
  const tally = await tallyFile("a.csv", 'a,"b\n1,2\n');
  assert.match(tally.failures[0]!, /has a broken first row: is not CSV/);
});

Deno.test("replay under a named format refuses what is not of it, line by line", async () => {
  const tally = await tallyFile("a.ndjson", `{"kind":"t3"}\n${good}`, "x-v1");
  assertReplayed(tally, ["1", "2", "3"], { "a.ndjson:1": /^is not an X v1.1 status/ });
});

Deno.test("replay tells dead letters of files with the same name apart", async () => {
  await withFiles({ "1/a.ndjson": `${good}x\n`, "2/a.ndjson": `${good}x\n` }, async (folder) => {
    const tally = await tallyReplay([`${folder}/*/a.ndjson`]);
    assert.deepEqual(tally.dead.map(({ origin }) => origin), [
      `${folder}/1/a.ndjson:4`,
      `${folder}/2/a.ndjson:4`,
    ]);
  });
});

const anyLine = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.filter((byte) => byte !== 10)),
  fc.json().map((text) => bytesOf(text.replaceAll("\n", ""))),
  fc.nat(99).map((index) => bytesOf(statusLine(index))),
  fc.constantFrom("", "\r", "\ufeff", "{}", '{"delete":{}}').map(bytesOf),
);

Deno.test("replay never throws, and every line that is not blank becomes a post or a dead letter", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 20 }), async (lines) => {
      const content = Uint8Array.from(lines.flatMap((line) => [...line, 10]));
      const tally = await tallyFile("a.ndjson", content, "x-v1");
      const filled = lines.filter((line) => new TextDecoder().decode(line).trim() !== "");
      assert.equal(tally.posts.length + tally.dead.length, filled.length);
      assert.deepEqual(tally.failures, []);
    }),
    { numRuns: 200 },
  );
});

Deno.test("replay never throws, whatever is in a file of whatever name", async () => {
  const names = fc.constantFrom("a.json", "a.csv", "a.ndjson.gz", "a.json.gz", "a.csv.gz", "a.ndjson");
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(gzipSync(bytes))),
    fc.string({ maxLength: 300 }).map((text) => bytesOf(`tweet_id,airline,text\n${text}`)),
  );
  const formats = fc.constantFrom(undefined, "x-v1", "x-v2", "reddit", "hackernews", "airline");
  await fc.assert(
    fc.asyncProperty(names, content, formats, async (name, bytes, format) => {
      await tallyFile(name, bytes, format);
    }),
    { numRuns: 300 },
  );
});
