import { allLanded, drain, type FaultyProcess, measured, startFaulty } from "./fault_harness.ts";
import { assertFlat, footprintsOf, warmUp } from "./footprint_harness.ts";
import type { Fault } from "./preload_harness.ts";

/** What an owner is to live through. */
export interface Trouble {
  fault?: Fault;
  /** How many workers end in the middle of their work meanwhile. */
  ended?: number;
}

/** Lets a warm owner live through something, after which all that it got has landed and it holds no more than before. */
export async function surviving(
  dataDir: string,
  act: (owner: FaultyProcess) => Promise<void>,
  { fault, ended }: Trouble = {},
): Promise<void> {
  await using owner = startFaulty("serve", dataDir, { ...measured, ...fault });
  const before = await warmUp(dataDir, [owner]);
  await act(owner);
  await allLanded(owner);
  assertFlat(before, await footprintsOf([owner]), ended);
  await drain(owner);
}
