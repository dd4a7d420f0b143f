import assert from "node:assert/strict";
import { inFolder } from "../base/folder_harness.ts";
import { readSettings } from "../base/settings.ts";
import {
  credentialsMark,
  credentialsPathOf,
  originsOf,
  readCredentials,
  saveCredentials,
  withCredentials,
} from "./credentials.ts";

Deno.test("credentials are kept for their owner alone, and what is entered later is added", () =>
  inFolder((dataDir) => {
    assert.deepEqual([readCredentials(dataDir), credentialsMark(dataDir)], [{}, ""]);
    saveCredentials(dataDir, { NEWSAPI_KEY: "one" });
    const mark = credentialsMark(dataDir);
    saveCredentials(dataDir, { X_BEARER_TOKEN: "another", NEWSAPI_KEY: "three" });
    assert.deepEqual(readCredentials(dataDir), { NEWSAPI_KEY: "three", X_BEARER_TOKEN: "another" });
    assert.notEqual(credentialsMark(dataDir), mark);
    assert.deepEqual([...Deno.readDirSync(dataDir)].map(({ name }) => name), ["credentials.json"]);
    if (Deno.build.os !== "windows") {
      assert.equal(Deno.statSync(credentialsPathOf(dataDir)).mode! & 0o777, 0o600);
    }
  }));

Deno.test({
  name: "credentials that others can read, or that are something else, are not used, and not quoted",
  ignore: Deno.build.os === "windows",
}, () =>
  inFolder((dataDir) => {
    saveCredentials(dataDir, { NEWSAPI_KEY: "xyzzy" });
    const path = credentialsPathOf(dataDir);
    Deno.chmodSync(path, 0o640);
    assert.throws(() => readCredentials(dataDir), {
      name: "Fatal",
      message: /others can read it; chmod it to 600$/,
    });
    Deno.chmodSync(path, 0o600);
    for (const text of ["xyzzy", '{"NEWSAPI_KEY": 5}', '{"HOME": "xyzzy"}']) {
      Deno.writeTextFileSync(path, text);
      assert.throws(() => readCredentials(dataDir), {
        name: "Fatal",
        message: /^Cannot use ".*": it holds something else$/,
      });
    }
  }));

Deno.test("what the environment says wins over what was entered", () => {
  const settings = readSettings((name) => name === "NEWSAPI_KEY" ? "of the operator" : undefined);
  const entered = { NEWSAPI_KEY: "entered", MEETUP_TOKEN: "entered" };
  const { NEWSAPI_KEY, MEETUP_TOKEN, PUSH_TOKEN } = withCredentials(settings, entered);
  assert.deepEqual([NEWSAPI_KEY, MEETUP_TOKEN, PUSH_TOKEN], ["of the operator", "entered", ""]);
  assert.deepEqual(originsOf(settings, entered), { NEWSAPI_KEY: "environment", MEETUP_TOKEN: "entered" });
});
