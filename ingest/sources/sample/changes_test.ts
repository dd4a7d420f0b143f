import assert from "node:assert/strict";
import { minuteMs } from "./heads.ts";
import { simulateMinute } from "./minute.ts";
import { createPlan } from "./create_plan.ts";

const from = Date.UTC(2026, 4, 9, 15) / minuteMs;

Deno.test("changes are of ordinary posts of the same block, one of each; an early deletion comes before its post", () => {
  const plan = createPlan();
  const seen = new Map<string, { at: number; burst?: string }>();
  const changed = new Set<unknown>();
  const waiting = new Set<unknown>();
  for (let minute = from; minute < from + 600; minute++) {
    if (minute % 10 === 0) {
      assert.equal(waiting.size, 0, "what was deleted early has come");
      seen.clear();
    }
    for (const { before, after, post, kind, at, burst } of simulateMinute(plan, minute * minuteMs)) {
      for (const one of before) {
        assert.ok("deletion" in one && !seen.has(one.deletion.key as string));
        waiting.add(one.deletion.key);
      }
      waiting.delete(post.id);
      if (kind === "fresh") seen.set(post.id as string, { at, ...burst === undefined ? {} : { burst } });
      for (const one of [...before, ...after]) {
        if ("deletion" in one && one.deletion.scope === "author") continue;
        const id = "deletion" in one
          ? one.deletion.key
          : "engagement" in one
          ? one.engagement.id
          : "post" in one && one.post.id;
        assert.ok(!changed.has(id), `${id} is changed twice`);
        changed.add(id);
        if (before.includes(one)) continue;
        const target = seen.get(id as string);
        assert.ok(target !== undefined && target.burst === undefined && target.at < at, `${id} came before`);
      }
    }
  }
  assert.ok(changed.size > 300, `${changed.size}`);
});
