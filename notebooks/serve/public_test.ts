import assert from "node:assert/strict";
import { start, withDataDir } from "../dev_harness.ts";
import { isLoopback, publicOption, takePublic } from "./public.ts";

Deno.test("isLoopback() knows the addresses that only this machine reaches", () => {
  for (const host of ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LocalHost"]) {
    assert.ok(isLoopback(host), host);
  }
  for (
    const host of [
      "0.0.0.0",
      "::",
      "10.0.0.1",
      "127.0.0.1.example",
      "127.0.0.999",
      "127.1",
      "example",
      "::ffff:1.2.3.4",
    ]
  ) {
    assert.ok(!isLoopback(host), host);
  }
});

Deno.test("takePublic() takes the option alone out of a command line", () => {
  assert.deepEqual(takePublic(["--rate", "5", "--public"]), { isPublic: true, rest: ["--rate", "5"] });
  assert.deepEqual(takePublic(["--help"]), { isPublic: false, rest: ["--help"] });
  assert.throws(() => takePublic(["--public=no"]), {
    name: "Fatal",
    message: /"--public=no": --public takes no value/,
  });
});

Deno.test("dev and serve refuse an address that others can reach, unless they are told --public", () =>
  withDataDir(async (dataDir) => {
    for (const task of ["dev", "serve"] as const) {
      await using refused = start(task, dataDir, [], { HOST: "0.0.0.0" });
      const { code, out, err } = await refused.ended();
      assert.deepEqual([code, out], [2, ""]);
      assert.equal(
        err,
        'Cannot serve on HOST="0.0.0.0": others than this machine could read the pages, and there is no sign-in ' +
          "yet; set HOST=127.0.0.1, or add --public to let anyone who can reach this address read them\n",
      );
      await using open = start(task, dataDir, ["--public"], { HOST: "0.0.0.0" });
      const url = await open.url();
      assert.equal((await fetch(`${url}healthz`).then(async (r) => (await r.json(), r))).status, 200);
      open.child.kill("SIGTERM");
      const ended = await open.ended();
      assert.equal(ended.code, 0, ended.err);
      assert.match(ended.err, /^--public: anyone who can reach HOST="0\.0\.0\.0" can read the pages\n$/);
    }
  }));

Deno.test("dev says how little --public changes on loopback", () =>
  withDataDir(async (dataDir) => {
    await using dev = start("dev", dataDir, ["--public"]);
    await dev.url();
    dev.child.kill("SIGTERM");
    const { code, err } = await dev.ended();
    assert.equal(code, 0);
    assert.equal(
      err,
      '--public only lets the pages be reached under any name, as behind a proxy, while HOST="127.0.0.1" is this ' +
        "machine's own; HOST=0.0.0.0 opens them to others\n",
    );
  }));

Deno.test("the README names --public", async () => {
  assert.ok((await Deno.readTextFile("README.md")).includes(`\`${publicOption.option}\``));
});
