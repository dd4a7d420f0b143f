import { join } from "node:path";
import { startAnalyst } from "../analysis/analyst.ts";
import { type Landing, startLanding } from "../analysis/land/landing.ts";
import type { LandingResult } from "../analysis/land/land_batch.ts";
import { openOffsets } from "../analysis/land/offsets.ts";
import { startRetention } from "../analysis/land/retention.ts";
import { lockFolder } from "../analysis/store/lock.ts";
import { hasRealPosts, openStore } from "../analysis/store/store.ts";
import type { Report } from "../ingest/base/report.ts";
import type { Settings } from "../ingest/base/settings.ts";
import { openControl } from "../ingest/control.ts";
import { openEmbeddedLog } from "../ingest/log/embedded.ts";
import type { Log } from "../ingest/log/log.ts";
import { startGauges } from "./gauges.ts";
import { startSite } from "./site.ts";

/** The owner of a data folder at work: log -> analyst -> landing -> DuckDB -> pages. */
export interface Owner {
  /** Where the pages are. */
  readonly url: string;
  readonly log: Log;
  readonly landing: Landing;
  /** Further stages for `/healthz`: a name, and what is wrong with it or undefined. */
  readonly watched: Map<string, () => string | undefined>;
  /** Lets what is under way land, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts landing and pages on a data folder.
 * @throws {Fatal} when another process owns the folder, or something of ours is broken.
 */
export async function startOwner(settings: Settings, command: string, report: Report): Promise<Owner> {
  await using opened = new AsyncDisposableStack();
  const { DATA_DIR: dataDir, HOST: host, PORT: port } = settings;
  const lock = opened.use(lockFolder(dataDir, command));
  const store = opened.use(await openStore(dataDir));
  const logPath = join(dataDir, "log.sqlite");
  const log = opened.use(await openEmbeddedLog(logPath));
  const control = opened.use(openControl(dataDir));

  const offsets = await openOffsets(store.writer, log, "posts", Date.now(), (text) => report.warn(text));
  const retireSample = () => control.setFact("real posts landed");
  // A kill may have come between the landing of the first real post and this fact.
  if (await hasRealPosts(store.writer)) retireSample();

  const feed = startAnalyst({ logPath, from: offsets.next });
  const onResult = ({ firstReal }: LandingResult) => firstReal && retireSample();
  const landing = startLanding(store, feed, offsets, { now: Date.now, onResult });
  opened.defer(async () => {
    await feed.close();
    await landing.done.catch(() => {});
  });
  opened.use(startRetention(log, "posts", landing.next, (text) => report.warn(text)));

  opened.use(startGauges({
    store,
    dataDir,
    progress: async () => ({ appended: (await log.range("posts", 0)).next, landed: landing.next() }),
    now: Date.now,
    warn: (text) => report.warn(text),
  }));

  let failed: string | undefined;
  landing.done.catch((error) => failed = String(error.message));
  const watched = new Map<string, () => string | undefined>([["landing", () => failed]]);
  const health = async () => {
    const { next } = await log.range("posts", 0);
    return { ...readStages(watched), lag: Number(next - landing.next()) };
  };
  const site = await startSite({ host, port, reads: store.reads, report, health });
  lock.announce(site.url);

  const running = opened.move();
  return {
    url: site.url,
    log,
    landing,
    watched,
    async stop() {
      await site.close();
      await running.disposeAsync();
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
