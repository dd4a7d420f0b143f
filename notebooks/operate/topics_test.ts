import assert from "node:assert/strict";
import { topicsFolderOf } from "../../ingest/topics/topic_files.ts";
import { withDataDir } from "../dev_harness.ts";
import { runTask } from "./dead_harness.ts";

Deno.test("topics are followed, changed, shown and unfollowed from the command line, while nothing runs", () =>
  withDataDir(async (dataDir) => {
    const topics = async (...args: string[]) => {
      const { code, out, err } = await runTask("topics", dataDir, args);
      return code === 0 ? out.trim() : `${code}: ${err.trim()}`;
    };
    assert.equal(await topics("list"), "No topic is followed");
    assert.equal(
      await topics("follow", "climate", "climate", "--language", "en", "--match", "The climate"),
      "climate  climate  in en  X: (climate OR #climate) lang:en",
    );
    assert.match(await topics("follow", "climate", "storm"), /^2: The query does not find “The climate”$/);
    assert.match(await topics("follow", "climate", "climat*"), /not at X: X cannot be asked for “climat\*”/);
    assert.match(await topics("follow", "warming", "CLIMAT*"), /^2: "climate" is the same topic$/);
    assert.match(await topics("follow", "storm"), /^2: follow needs a QUERY for a new topic$/);
    assert.match(await topics("follow", "../storm", "storm"), /^2: Cannot follow the topic: name must be/);
    assert.match(
      await topics("follow", "a", "a", "--at", "ex"),
      /sources\.0 must be names of sources, like x$/,
    );
    assert.match(await topics("show", "storm"), /^2: "storm" is not followed$/);
    const shown = JSON.parse(await topics("show", "climate"));
    assert.deepEqual([shown.query, shown.languages, shown.problem], ["climat*", ["en"], null]);
    assert.match(shown.key, /^[0-9a-f]{32}$/);
    await Deno.writeTextFile(`${topicsFolderOf(dataDir)}/storm.json`, '{"name":"storm","query":"#storm"}');
    assert.match(
      await topics("list"),
      /\nstorm {2}#storm {2}Its file was edited by hand: follow it once more$/,
    );
    assert.equal(await topics("follow", "storm"), "storm  #storm  X: #storm");
    assert.match(await topics("unfollow", "climate"), /^climate: followed no more/);
    const listed = JSON.parse(await topics("list", "--json"));
    assert.deepEqual(listed.map(({ name }: { name: string }) => name), ["storm"]);
  }));
