import type { Landing } from "../analysis/land/landing.ts";
import type { PipeProgress } from "../analysis/pipe.ts";
import { lockFolder } from "../analysis/store/lock.ts";
import type { Fatal } from "../ingest/base/errors.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import type { HeldFiles } from "../ingest/base/held_files.ts";
import type { Report } from "../ingest/base/report.ts";
import type { Settings } from "../ingest/base/settings.ts";
import { aborted } from "../ingest/base/signals.ts";
import type { Log } from "../ingest/log/log.ts";
import { slicesFolder } from "./export/explore/slice_folders.ts";
import { startGauges } from "./gauges.ts";
import { openData } from "./owner_data.ts";
import type { OwnerOptions } from "./owner_options.ts";
import { startOwnerLanding } from "./owner_landing.ts";
import { openTools } from "./owner_tools.ts";
import { type OwnerWatch, watchOwner } from "./owner_watch.ts";
import { openFront } from "./serve/front.ts";
import { pagesFolder } from "./serve/pages_folder.ts";
import { type Site, startSite } from "./serve/site.ts";

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
  /** The stages for `/healthz`: a name, and what is wrong with it or undefined. */
  readonly watched: Map<string, () => string | undefined>;
  /** Lets what is under way land, then closes everything. @throws {Fatal} when files of the data folder are gone. */
  stop(): Promise<void>;
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
  const { HOST: host, PORT: port } = settings;
  const say = (text: string) => report.warn(text);
  const lock = opened.use(lockFolder(settings.DATA_DIR, command));
  faultPoint("owner: locked");
  const front = await openFront({ host, port, isPublic });
  opened.defer(() => front.close());
  const data = await openData(settings, lock.path, opened, say);
  faultPoint("owner: offsets read");
  const { store, pipe, files } = data;
  if (measure.landed !== undefined) store.reads.onLanded(measure.landed);

  const progress = () => pipe.progress(landing.next);
  const watched: Owner["watched"] = new Map();
  const eye: OwnerWatch = opened.use(
    await watchOwner({
      data,
      watched,
      isPublic,
      progress,
      now: Date.now,
      landing: () => landing,
      gauges: () => gauges.latest(),
      viewers: () => site.viewers(),
    }),
  );
  const landing: Landing = await startOwnerLanding(data, settings, opened, { onResult: eye.landed, say });
  // Where files are gone, that is what is said, and once.
  const warn = (text: string) => void (files.look() ?? say(text));
  const gauges = opened.use(
    startGauges({ store, logPath: data.logPath, progress, now: Date.now, warn }),
  );
  const done = endOf(landing, files);
  watchStages(watched, landing, files);
  const site: Site = await startSite({
    front,
    reads: eye.reads,
    slices: slicesFolder(settings.DATA_DIR),
    ...await openTools(data, settings, lock.token, isPublic),
    report,
    watched: eye,
    pages,
    watch,
    onRound(ms) {
      eye.round(ms);
      measure.round?.(ms);
    },
    onBehind: (behind) => measure.behind?.(behind),
  });
  lock.announce(front.url);
  faultPoint("owner: announced");

  const running = opened.move();
  return {
    url: front.url,
    log: pipe.log,
    landing,
    progress,
    done,
    lost: files.look,
    watched,
    stop: () => stopOwner(site, running, files),
  };
}

/** When landing ends, or files are gone: that is then the cause of whatever else fails. */
function endOf(landing: Landing, files: HeldFiles): Promise<void> {
  const lost = aborted(files.lost).then(() => {
    throw files.lost.reason;
  });
  const done = Promise.race([landing.done, lost]).catch((error) => {
    throw files.look() ?? error;
  });
  done.catch(() => {});
  return done;
}

function watchStages(watched: Owner["watched"], landing: Landing, files: HeldFiles): void {
  let failed: string | undefined;
  landing.done.catch((error) => failed = String(error.message));
  watched.set("landing", () => failed);
  watched.set("files", () => files.look()?.message);
}

async function stopOwner(site: Site, running: AsyncDisposable, files: HeldFiles): Promise<void> {
  files.look();
  try {
    await site.close();
    await running[Symbol.asyncDispose]();
  } catch (error) {
    throw files.look() ?? error;
  }
  const gone = files.look();
  if (gone !== undefined) throw gone;
}
