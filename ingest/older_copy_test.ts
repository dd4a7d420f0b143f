import assert from "node:assert/strict";
import { join } from "node:path";
import { openControl } from "./control.ts";
import { openEmbeddedLog } from "./log/embedded.ts";
import { renewOlderCopy } from "./older_copy.ts";

const records = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `${n}`, line: `${n}` }));

/** Opens log and cursors, looks for an older copy, and goes on with `act`; what was said. */
async function opened(
  folder: string,
  act: (log: Awaited<ReturnType<typeof openEmbeddedLog>>, control: ReturnType<typeof openControl>) => unknown,
): Promise<string[]> {
  const said: string[] = [];
  await using log = await openEmbeddedLog(join(folder, "log.sqlite"));
  using control = openControl(folder);
  await renewOlderCopy(log, control, (text) => said.push(text));
  await act(log, control);
  return said;
}

Deno.test("renewOlderCopy() makes a new log of one that is shorter than its cursors say, and of no other", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "log.sqlite");
  try {
    let id = "";
    const none = await opened(folder, async (log, control) => {
      id = log.id;
      await log.append("posts", records(5));
      control.saveCursor(log.id, "a", 1, 5n);
    });
    await Deno.copyFile(path, `${path}.old`);
    const stillNone = await opened(folder, async (log, control) => {
      await log.append("posts", records(5));
      control.saveCursor(log.id, "b", 1, 10n);
    });
    assert.deepEqual([none, stillNone], [[], []]);
    await Deno.copyFile(`${path}.old`, path);
    let renewed = "";
    const said = await opened(folder, (log, control) => {
      renewed = log.id;
      assert.notEqual(renewed, id);
      assert.deepEqual(["a", "b"].map((stream) => control.cursor(log.id, stream)), [undefined, undefined]);
    });
    assert.deepEqual(said, [
      `Log "${path}" ends at offset 5, but went up to 10 before: taking it for an older copy, so sources start over; ` +
      "posts that are landed already count as duplicates",
    ]);
    const after = await opened(folder, (log) => assert.equal(log.id, renewed));
    assert.deepEqual(after, [], "once");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
