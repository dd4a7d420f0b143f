import { openOpinions } from "../analysis/opinions.ts";
import { otherJudges } from "../analysis/text/second_opinions.ts";
import type { Settings } from "../ingest/base/settings.ts";
import { correctionRecord, ruleRecord } from "../ingest/correction.ts";
import { readmit, settleLetter } from "../ingest/readmit.ts";
import { type CorrectDesk, createCorrectDesk } from "./operate/correct_desk.ts";
import { type DatabaseCopies, databaseCopies } from "./operate/database_copies.ts";
import { encodeForget } from "../ingest/forget.ts";
import { openRegistry } from "../ingest/registry/open_registry.ts";
import { sourceForms } from "../ingest/sources/source_forms.ts";
import { topicFiles } from "../ingest/topics/topic_files.ts";
import { createDeadDesk, type DeadDesk } from "./operate/dead_desk.ts";
import type { OperateRights } from "./operate/may_operate.ts";
import { createStreamDesk, type StreamDesk } from "./operate/stream_desk.ts";
import { createTopicDesk, type TopicDesk } from "./operate/topic_desk.ts";
import { createStreamStorage } from "./operate/stream_storage.ts";
import { systemUser } from "./operate/system_user.ts";
import type { Judges } from "./why/second_opinions.ts";
import type { OwnedData } from "./owner_data.ts";
import { isLoopback } from "./serve/public.ts";

/** How long who sends dead letters again, or corrects something, waits to hear that it has landed. */
const settleWithinMs = 5000;

/** What whoever runs an owner can do beside reading, and who that is. */
export interface OwnerTools {
  desk: DeadDesk;
  streams: StreamDesk;
  topicDesk: TopicDesk;
  corrections: CorrectDesk;
  judges: Judges & Disposable;
  copies: DatabaseCopies;
  rights: OperateRights;
  /** The system's user who runs it. */
  user: string;
}

/** The tools of an owner whose lock bears `token`; removes what killed back-ups left in its folder. */
export async function openTools(
  { store, pipe, control }: Pick<OwnedData, "store" | "pipe" | "control">,
  settings: Settings,
  token: string,
  isPublic: boolean,
): Promise<OwnerTools> {
  const { DATA_DIR: dataDir, HOST: host } = settings;
  const copies = databaseCopies(store, dataDir, Date.now);
  await copies.clear();
  const desk = createDeadDesk({
    reads: store.reads,
    log: pipe.log,
    readmit: (letter, payload) => readmit(letter, payload, Date.now()),
    settle: settleLetter,
    waitMs: settleWithinMs,
  });
  const streams = createStreamDesk({
    registry: openRegistry(control, settings),
    forms: sourceForms,
    storage: createStreamStorage(store.reads, async () => (await Deno.stat(store.path)).size, Date.now),
    async forget(stream) {
      await pipe.log.append("posts", [{ key: stream, line: encodeForget({ stream, until: Date.now() }) }]);
    },
    isSimulated: () => !control.fact("real posts landed"),
  });
  const corrections = createCorrectDesk({
    reads: store.reads,
    log: pipe.log,
    encode: correctionRecord,
    encodeRule: ruleRecord,
    newEntry: () => crypto.randomUUID(),
    now: Date.now,
    waitMs: settleWithinMs,
  });
  return {
    desk,
    streams,
    topicDesk: createTopicDesk(topicFiles(dataDir)),
    corrections,
    judges: { ...openOpinions(), names: otherJudges },
    user: systemUser(),
    copies,
    rights: { token, isOwn: isLoopback(host) && !isPublic },
  };
}
