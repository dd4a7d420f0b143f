import assert from "node:assert/strict";
import fc from "fast-check";
import { isOpen, nextOpen, parseSchedule } from "./schedule.ts";

const at = (text: string) => Date.parse(`${text}Z`);

Deno.test("parseSchedule() reads days, hours or both, as people write them", () => {
  const days = (text: string) => parseSchedule(text).days.map(Number).join("");
  assert.equal(days("mon-fri 08:00-18:00"), "0111110");
  assert.equal(days("Sat,Sun"), "1000001");
  assert.equal(days("fri-mon,wed"), "1101011");
  assert.equal(days("22:00-06:00"), "1111111");
  const { from, to } = parseSchedule("mon-fri 08:30-24:00");
  assert.deepEqual([from, to], [510, 0]);
  for (const text of ["", "8-18", "mon 8:00-18:00", "mon-fri-sun", "25:00-26:00", "08:60-09:00", "often"]) {
    assert.throws(() => parseSchedule(text), {
      name: "Poison",
      message: /^Cannot use schedule .* give days/,
    });
  }
  assert.throws(() => parseSchedule("mon tue"), { name: "Poison" });
});

Deno.test("isOpen() holds from the first minute up to the last, over midnight too", () => {
  const office = parseSchedule("mon-fri 08:00-18:00");
  const open = (text: string) => isOpen(office, at(text));
  assert.deepEqual([open("2026-01-05T07:59:59"), open("2026-01-05T08:00:00")], [false, true]);
  assert.deepEqual([open("2026-01-05T17:59:59"), open("2026-01-05T18:00:00")], [true, false]);
  assert.equal(open("2026-01-04T12:00:00"), false, "a Sunday");
  const night = parseSchedule("fri 22:00-06:00");
  assert.equal(isOpen(night, at("2026-01-10T05:59:00")), true, "Saturday, in the night that began on Friday");
  assert.equal(isOpen(night, at("2026-01-09T05:00:00")), false);
  assert.equal(isOpen(parseSchedule("sun"), at("2026-01-04T23:59:59")), true);
});

Deno.test("nextOpen() is the very moment from which it is open", () => {
  const part = fc.constantFrom("", "mon-fri ", "sat,sun ", "wed ");
  const hours = fc.constantFrom("08:00-18:00", "22:00-06:00", "00:00-00:01", "23:59-24:00");
  fc.assert(fc.property(part, hours, fc.integer({ min: 0, max: 20 * 86_400 }), (days, hours, seconds) => {
    const schedule = parseSchedule(days + hours);
    const now = at("2026-02-20T00:00:00") + seconds * 1000;
    if (isOpen(schedule, now)) return;
    const next = nextOpen(schedule, now);
    assert.ok(next > now && isOpen(schedule, next) && !isOpen(schedule, next - 1));
  }));
});
