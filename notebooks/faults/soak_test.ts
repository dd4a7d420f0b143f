import assert from "node:assert/strict";
import { burst, soak } from "./soak_harness.ts";

const seed = Math.floor(Math.random() * 2 ** 31);
const seconds = 1 / 60;

Deno.test("ten times the rate for 10 s lands, in bounded memory", async () => {
  console.error(`seed ${seed}`);
  const { mostBytes } = await burst(seed, 300, 10 * seconds);
  assert.ok(mostBytes > 0);
});

Deno.test("20 s of landings open no more files, and nothing spins when nothing comes", async () => {
  console.error(`seed ${seed}`);
  assert.deepEqual((await soak(seed, 200, 20 * seconds)).map(({ name }) => name), ["owner", "ingest"]);
});
