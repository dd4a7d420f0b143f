import { createDeadBudget } from "../analysis/land/dead_budget.ts";
import { type Landing, startLanding } from "../analysis/land/landing.ts";
import type { LandingResult } from "../analysis/land/land_batch.ts";
import { openPartitionOffsets } from "../analysis/land/partition_offsets.ts";
import { startRetention } from "../analysis/land/retention.ts";
import { openPipe, type PipeProgress } from "../analysis/pipe.ts";
import { lockFolder } from "../analysis/store/lock.ts";
import type { Landed } from "../analysis/store/reads.ts";
import { hasRealPosts, openStore } from "../analysis/store/store.ts";
import { type Fatal, messageOf } from "../ingest/base/errors.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import { holdFiles } from "../ingest/base/held_files.ts";
import type { Report } from "../ingest/base/report.ts";
import type { Settings } from "../ingest/base/settings.ts";
import { aborted } from "../ingest/base/signals.ts";
import { openControl } from "../ingest/control.ts";
import { logPathOf, openFilesOf } from "../ingest/data_files.ts";
import type { Log } from "../ingest/log/log.ts";
import { startGauges } from "./gauges.ts";
import { pagesFolder } from "./serve/pages_folder.ts";
import { startSite } from "./serve/site.ts";

/** The owner of a data folder at work: log -> analyst -> landing -> DuckDB -> pages. */
export interface Owner {
  /** Where the pages are. */
  readonly url: string;
  readonly log: Log;
  readonly landing: Landing;
  /** How far the posts on the log have come, in lines. */
  progress(): Promise<PipeProgress>;
  /** Settles when landing has ended; rejects when it must stop, or when files of the data folder are gone. */
  readonly done: Promise<void>;
  /** That files of the data folder are gone, which is then the cause of whatever else fails. */
  lost(): Fatal | undefined;
  /** Further stages for `/healthz`: a name, and what is wrong with it or undefined. */
  readonly watched: Map<string, () => string | undefined>;
  /** Lets what is under way land, then closes everything. @throws {Fatal} when files of the data folder are gone. */
  stop(): Promise<void>;
}

/** Which pages an owner serves to whom; without it those of this program, as they are when it starts, to this machine. */
export interface OwnerOptions {
  /** A folder, ending with a slash. */
  pages?: URL;
  /** Whether open tabs follow its files as they are saved. */
  watch?: boolean;
  /** Whether they may be reached under any name. */
  isPublic?: boolean;
  /** For benchmarks. */
  measure?: Measure;
}

/** Called back with what only the owner can time. */
export interface Measure {
  /** After each commit. */
  landed?(landed: Landed): void;
  /** After each round of the hub: how long it took, milliseconds. */
  round?(ms: number): void;
}

/**
 * Starts landing and pages on a data folder.
 * @throws {Fatal} when another process owns the folder, or something of ours is broken.
 */
export async function startOwner(
  settings: Settings,
  command: string,
  report: Report,
  { pages = pagesFolder, watch = false, isPublic = false, measure = {} }: OwnerOptions = {},
): Promise<Owner> {
  await using opened = new AsyncDisposableStack();
  const { DATA_DIR: dataDir, HOST: host, PORT: port } = settings;
  const lock = opened.use(lockFolder(dataDir, command));
  faultPoint("owner: locked");
  const store = opened.use(await openStore(dataDir));
  const logPath = logPathOf(dataDir);
  const pipe = await openPipe(settings, logPath, (text) => report.warn(text));
  const log = opened.use(pipe.log);
  const control = opened.use(openControl(dataDir));
  const files = opened.use(holdFiles([store.path, ...openFilesOf(settings), lock.path]));

  const say = (text: string) => report.warn(text);
  const offsets = await openPartitionOffsets(store.writer, log, pipe.landed, Date.now(), say);
  faultPoint("owner: offsets read");
  const retireSample = () => control.setFact("real posts landed");
  // A kill may have come between the landing of the first real post and this fact.
  if (await hasRealPosts(store.writer)) retireSample();

  if (measure.landed !== undefined) store.reads.onLanded(measure.landed);
  const feed = pipe.start(offsets.positions);
  const spend = createDeadBudget({ percent: settings.DEAD_PERCENT, minutes: settings.DEAD_MINUTES });
  const onResult = (result: LandingResult) => {
    if (result.firstReal) retireSample();
    spend(result, Date.now());
  };
  const landing = startLanding(store, feed, offsets, { now: Date.now, onResult });
  opened.defer(async () => {
    await feed.close();
    await landing.done.catch(() => {});
    faultPoint("owner: drained");
  });
  opened.use(startRetention(log, pipe.landed, () => landing.next(0), say));
  const progress = () => pipe.progress(landing.next);

  opened.use(startGauges({
    store,
    logPath: settings.KAFKA_BROKERS === "" ? logPath : null,
    progress,
    now: Date.now,
    warn: (text) => report.warn(text),
  }));

  const lost = aborted(files.lost).then(() => {
    throw files.lost.reason;
  });
  const done = Promise.race([landing.done, lost]).catch((error) => {
    throw files.look() ?? error;
  });
  done.catch(() => {});

  let failed: string | undefined;
  landing.done.catch((error) => failed = String(error.message));
  const watched = new Map<string, () => string | undefined>([
    ["landing", () => failed],
    ["files", () => files.look()?.message],
  ]);
  const health = async () => {
    try {
      const { appended, landed } = await progress();
      return { ...readStages(watched), lag: Number(appended - landed) };
    } catch (error) {
      const { stages } = readStages(watched);
      return { ok: false, stages: { ...stages, log: messageOf(error) } };
    }
  };
  const site = await startSite({
    host,
    port,
    isPublic,
    reads: store.reads,
    token: lock.token,
    report,
    health,
    pages,
    watch,
    measure,
  });
  lock.announce(site.url);
  faultPoint("owner: announced");

  const running = opened.move();
  return {
    url: site.url,
    log,
    landing,
    progress,
    done,
    lost: files.look,
    watched,
    async stop() {
      files.look();
      try {
        await site.close();
        await running.disposeAsync();
      } catch (error) {
        throw files.look() ?? error;
      }
      const gone = files.look();
      if (gone !== undefined) throw gone;
    },
  };
}

function readStages(watched: Owner["watched"]): { ok: boolean; stages: Record<string, string> } {
  const problems = [...watched].map(([name, look]) => [name, look()] as const);
  return {
    ok: problems.every(([, problem]) => problem === undefined),
    stages: Object.fromEntries(problems.map(([name, problem]) => [name, problem ?? "runs"])),
  };
}
