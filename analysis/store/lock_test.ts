import assert from "node:assert/strict";
import { lockFolder } from "./lock.ts";

Deno.test("lockFolder() refuses a second owner and says who holds it", async () => {
  const dataDir = await Deno.makeTempDir();
  {
    using lock = lockFolder(dataDir, "deno task dev");
    lock.announce("http://127.0.0.1:8000");
    assert.throws(() => lockFolder(dataDir, "deno task serve"), {
      name: "Fatal",
      message: new RegExp(`"deno task dev" holds it \\(process ${Deno.pid}, .*http://127.0.0.1:8000`),
    });
  }
  lockFolder(dataDir, "deno task serve")[Symbol.dispose]();
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("lockFolder() says in one line why a folder cannot be written to", async () => {
  const folder = await Deno.makeTempDir();
  const [file, taken] = [`${folder}/file`, `${folder}/taken`];
  await Deno.writeTextFile(file, "");
  await Deno.mkdir(`${taken}/owner.json`, { recursive: true });
  for (const dataDir of [file, taken]) {
    assert.throws(
      () => lockFolder(dataDir, "deno task dev"),
      (error: Error) =>
        error.name === "Fatal" && error.message.startsWith(`Cannot write to data folder "${dataDir}": `),
    );
  }
  await Deno.remove(folder, { recursive: true });
});

/** Takes the lock of a folder, says so, and says a moment later who it is. */
const slowOwner = `
onmessage = ({ data: dataDir }) => {
  const file = Deno.openSync(dataDir + "/owner.lock", { create: true, write: true });
  file.lockSync(true);
  postMessage("locked");
  const owner = { pid: 1, command: "the other", since: "now" };
  setTimeout(() => Deno.writeTextFileSync(dataDir + "/owner.json", JSON.stringify(owner)), 100);
};`;

Deno.test("lockFolder() says who holds a folder also while that one is just taking it", async () => {
  const dataDir = await Deno.makeTempDir();
  const url = URL.createObjectURL(new Blob([slowOwner], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  try {
    const locked = new Promise((resolve) => worker.onmessage = resolve);
    worker.postMessage(dataDir);
    await locked;
    assert.throws(
      () => lockFolder(dataDir, "deno task dev"),
      /"the other" holds it \(process 1, since now\)/,
    );
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
    await Deno.remove(dataDir, { recursive: true });
  }
});
