import type { Settings } from "../../ingest/base/settings.ts";
import { correctionRecord, ruleRecord } from "../../ingest/correction.ts";
import { type CorrectDesk, createCorrectDesk } from "./correct_desk.ts";
import { reachData } from "./reach_data.ts";
import { remoteCorrectDesk } from "./remote_correct_desk.ts";

/** Does something at the desk of the settings' data folder, as `reachData` does. */
export function reachCorrectDesk<Result>(
  settings: Settings,
  command: string,
  act: (desk: CorrectDesk) => Promise<Result>,
): Promise<Result> {
  return reachData(settings, command, {
    ask: (owner) => act(remoteCorrectDesk(owner)),
    open: (store, log) =>
      act(createCorrectDesk({
        reads: store.reads,
        log,
        encode: correctionRecord,
        encodeRule: ruleRecord,
        newEntry: () => crypto.randomUUID(),
        now: Date.now,
        waitMs: 0,
      })),
  });
}
