import assert from "node:assert/strict";
import fc from "fast-check";
import { currentZone, fromWall, isZone, setZone, startOfDay, toWall, zoneLabel } from "./zone.ts";

const hourMs = 3_600_000;
const zones = [
  "UTC",
  "Europe/Berlin",
  "Asia/Kolkata",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
];

function inZone<T>(zone: string, read: () => T): T {
  setZone(zone);
  try {
    return read();
  } finally {
    setZone("UTC");
  }
}

Deno.test("setZone() takes names of zones, and UTC for anything else", () => {
  assert.equal(inZone("Asia/Kolkata", currentZone), "Asia/Kolkata");
  for (const name of ["", "Mars/Base", "<script>", "UTC; drop", "x".repeat(100), "__proto__"]) {
    assert.equal(isZone(name), false, name);
    assert.equal(inZone(name, currentZone), "UTC");
  }
});

Deno.test("toWall() and fromWall() agree at every time in every zone", () => {
  fc.assert(fc.property(
    fc.constantFrom(...zones),
    fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }),
    (zone, time) => assert.ok(inZone(zone, () => fromWall(toWall(time)).includes(time))),
  ));
});

Deno.test("toWall() is what Intl shows", () => {
  fc.assert(fc.property(
    fc.constantFrom(...zones),
    fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }),
    (zone, time) => {
      const wall = new Date(inZone(zone, () => toWall(time))).toISOString().slice(0, 19).replace("T", " ");
      assert.equal(wall, new Date(time).toLocaleString("sv-SE", { timeZone: zone }));
    },
  ));
});

Deno.test("fromWall() leaves out the hour that is skipped and gives the repeated one twice", () => {
  inZone("Europe/Berlin", () => {
    assert.deepEqual(fromWall(Date.UTC(2026, 2, 29, 2, 30)), []);
    assert.deepEqual(fromWall(Date.UTC(2026, 9, 25, 2, 30)), [
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 9, 25, 1, 30),
    ]);
  });
});

Deno.test("startOfDay() is local midnight, and days have 23, 24 or 25 hours", () => {
  const lengths = (zone: string, noons: number[]) =>
    inZone(zone, () => noons.map((noon) => (startOfDay(noon, 1) - startOfDay(noon)) / hourMs));
  const noons = [Date.UTC(2026, 2, 29, 10), Date.UTC(2026, 5, 1, 10), Date.UTC(2026, 9, 25, 10)];
  assert.deepEqual(lengths("Europe/Berlin", noons), [23, 24, 25]);
  assert.deepEqual(lengths("Asia/Kolkata", noons), [24, 24, 24]);
  assert.deepEqual(lengths("America/St_Johns", [Date.UTC(2026, 2, 8, 16), Date.UTC(2026, 10, 1, 16)]), [
    23,
    25,
  ]);
  assert.equal(
    inZone("Asia/Kolkata", () => startOfDay(Date.UTC(2026, 0, 1, 12))),
    Date.UTC(2025, 11, 31, 18, 30),
  );
  // Clocks in Brazil skipped midnight: the day began at one.
  assert.equal(
    inZone("America/Sao_Paulo", () => startOfDay(Date.UTC(2018, 10, 4, 12))),
    Date.UTC(2018, 10, 4, 3),
  );
});

Deno.test("zoneLabel() names the zone as it is at that time", () => {
  inZone("Europe/Berlin", () => {
    assert.deepEqual([Date.UTC(2026, 0), Date.UTC(2026, 6)].map(zoneLabel), ["CET", "CEST"]);
  });
});
