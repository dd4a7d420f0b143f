import type { Settings } from "../ingest/base/settings.ts";
import { readmit, settleLetter } from "../ingest/readmit.ts";
import { type DatabaseCopies, databaseCopies } from "./operate/database_copies.ts";
import { createDeadDesk, type DeadDesk } from "./operate/dead_desk.ts";
import type { OperateRights } from "./operate/may_operate.ts";
import type { OwnedData } from "./owner_data.ts";
import { isLoopback } from "./serve/public.ts";

/** How long who sends dead letters again waits to hear that they have landed. */
const settleWithinMs = 5000;

/** What whoever runs an owner can do beside reading, and who that is. */
export interface OwnerTools {
  desk: DeadDesk;
  copies: DatabaseCopies;
  rights: OperateRights;
}

/** The tools of an owner whose lock bears `token`; removes what killed back-ups left in its folder. */
export async function openTools(
  { store, pipe }: Pick<OwnedData, "store" | "pipe">,
  { DATA_DIR: dataDir, HOST: host }: Settings,
  token: string,
  isPublic: boolean,
): Promise<OwnerTools> {
  const copies = databaseCopies(store, dataDir, Date.now);
  await copies.clear();
  const desk = createDeadDesk({
    reads: store.reads,
    log: pipe.log,
    readmit: (letter, payload) => readmit(letter, payload, Date.now()),
    settle: settleLetter,
    waitMs: settleWithinMs,
  });
  return { desk, copies, rights: { token, isOwn: isLoopback(host) && !isPublic } };
}
