import assert from "node:assert/strict";
import { setZone } from "../zone.ts";
import { clock, day } from "../words.ts";
import { midnights, timeTicks } from "./time_ticks.ts";

const hourMs = 3_600_000;

function inZone<T>(zone: string, read: () => T): T {
  setZone(zone);
  try {
    return read();
  } finally {
    setZone("UTC");
  }
}

const clocksOf = (zone: string, from: number, to: number, most: number) =>
  inZone(zone, () => timeTicks(from, to, { clock: most, day: most }).ticks.map(clock));

Deno.test("timeTicks() stands on round times of the reader's clock", () => {
  const from = Date.UTC(2026, 5, 1, 3, 10);
  assert.deepEqual(clocksOf("UTC", from, from + 6 * hourMs, 4), ["04:00", "06:00", "08:00"]);
  assert.deepEqual(clocksOf("Asia/Kolkata", from, from + 6 * hourMs, 4), ["10:00", "12:00", "14:00"]);
  assert.deepEqual(clocksOf("America/St_Johns", from, from + hourMs, 4), [
    "00:45",
    "01:00",
    "01:15",
    "01:30",
  ]);
});

Deno.test("timeTicks() keeps to the clock on the days clocks change", () => {
  const night = (month: number, date: number) => Date.UTC(2026, month, date, 22, 30);
  assert.deepEqual(clocksOf("Europe/Berlin", night(2, 28), night(2, 28) + 5 * hourMs, 8), [
    "00:00",
    "01:00",
    "03:00",
    "04:00",
    "05:00",
  ]);
  assert.deepEqual(clocksOf("Europe/Berlin", night(9, 24), night(9, 24) + 5 * hourMs, 8), [
    "01:00",
    "02:00",
    "02:00",
    "03:00",
    "04:00",
  ]);
  assert.deepEqual(clocksOf("Europe/Berlin", night(9, 24), night(9, 24) + 26 * hourMs, 8), [
    "04:00",
    "08:00",
    "12:00",
    "16:00",
    "20:00",
    "00:00",
  ]);
});

Deno.test("timeTicks() stands on local midnights over several days", () => {
  const from = Date.UTC(2026, 9, 22, 12);
  const { ticks, byDay } = inZone(
    "Europe/Berlin",
    () => timeTicks(from, from + 7 * 24 * hourMs, { clock: 10, day: 8 }),
  );
  assert.equal(byDay, true);
  assert.deepEqual(inZone("Europe/Berlin", () => ticks.map(clock)), Array(ticks.length).fill("00:00"));
  assert.deepEqual(ticks.slice(2, 5).map((tick, index) => (ticks[index + 3]! - tick) / hourMs), [25, 24, 24]);
});

Deno.test("timeTicks() names months and years where the span is long, from Mondays", () => {
  const from = Date.UTC(2010, 0, 1);
  const { ticks, withYear } = timeTicks(from, Date.UTC(2014, 0, 1), { clock: 10, day: 10 });
  assert.equal(withYear, true);
  assert.ok(ticks.length <= 10 && ticks.every((tick) => day(tick).startsWith("Mon")));
});

Deno.test("midnights() are the reader's, and none over more than a week", () => {
  const from = Date.UTC(2026, 9, 24, 12);
  assert.deepEqual(inZone("Asia/Kolkata", () => midnights(from, from + 24 * hourMs)), [
    Date.UTC(2026, 9, 24, 18, 30),
  ]);
  assert.deepEqual(midnights(from, from + 9 * 24 * hourMs), []);
});
