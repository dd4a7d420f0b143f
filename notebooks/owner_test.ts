import assert from "node:assert/strict";
import { postLine } from "../analysis/land/landing_harness.ts";
import { readSettings } from "../ingest/base/settings.ts";
import { openControl } from "../ingest/control.ts";
import { startOwner } from "./owner.ts";
import { withDataDir } from "./dev_harness.ts";
import { waitFor } from "./faults/fault_harness.ts";

const report = { say() {}, warn() {}, progress() {}, endProgress() {} };

Deno.test("startOwner() retires the sample stream, also where a kill came before it was noted", () =>
  withDataDir(async (dataDir) => {
    const settings = { ...readSettings(() => undefined), PORT: 0, DATA_DIR: dataDir };
    const retired = () => {
      using control = openControl(dataDir);
      return control.fact("real posts landed");
    };
    const first = await startOwner(settings, "test", report);
    await first.log.append("posts", [{ key: "1", line: postLine({ id: "1", source: "sample" }) }]);
    await waitFor("a simulated post lands", () => first.landing.totals.landed === 1);
    assert.equal(retired(), false);
    await first.log.append("posts", [{ key: "2", line: postLine({ id: "2" }) }]);
    await waitFor("the first real post retires it", retired);
    await first.stop();
    await Deno.remove(`${dataDir}/control.sqlite`);
    const second = await startOwner(settings, "test", report);
    assert.equal(retired(), true);
    await second.stop();
  }));

Deno.test("startOwner() says on /healthz that a file is gone, and ends by it", () =>
  withDataDir(async (dataDir) => {
    const settings = { ...readSettings(() => undefined), PORT: 0, DATA_DIR: dataDir };
    for (const name of ["log.sqlite", "control.sqlite", "groundswell.duckdb", "owner.lock"]) {
      const owner = await startOwner(settings, "test", report);
      const gone = new RegExp(`^File ".*${name}" was removed`);
      await Deno.remove(`${dataDir}/${name}`);
      const response = await fetch(`${owner.url}healthz`);
      assert.equal(response.status, 503);
      assert.match((await response.json()).stages.files, gone);
      await assert.rejects(owner.done, { name: "Fatal", message: gone });
      await assert.rejects(owner.stop(), { name: "Fatal", message: gone });
    }
  }));
