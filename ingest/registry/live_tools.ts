import { wait } from "../base/wait.ts";
import type { Tools } from "../sources/live/adapter.ts";
import { createConnect } from "../sources/live/connect.ts";
import { type GuardEffects, publicInternet } from "../sources/live/guard.ts";
import { defaultLimits } from "../sources/live/limits.ts";
import { createRequest } from "../sources/live/request.ts";

/** The network as streams reach it. */
export type LiveTools = Omit<Tools, "reached" | "count" | "gap">;

/** The network of this machine, as far as it leads into the public internet. */
export function createLiveTools(now: () => number, effects: GuardEffects = publicInternet): LiveTools {
  return {
    now,
    random: Math.random,
    wait,
    request: createRequest(effects),
    connect: createConnect(effects, now),
    limits: defaultLimits,
  };
}
