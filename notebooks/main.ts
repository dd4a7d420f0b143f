import { Fatal } from "../ingest/base/errors.ts";
import { openReport } from "../ingest/base/open_report.ts";
import { runMain } from "../ingest/base/run_main.ts";
import { readSettings } from "../ingest/base/settings.ts";
import { aborted, abortOnSignals } from "../ingest/base/signals.ts";
import { helpText } from "../ingest/help.ts";
import { startOwner } from "./owner.ts";
import { checkPublic, publicOption, takePublic } from "./serve/public.ts";

/** Lands and serves until a signal comes; ingest is a process of its own. */
async function main(args: string[]): Promise<number> {
  const { isPublic, rest } = takePublic(args);
  const unknown = rest.find((arg) => arg !== "--help" && arg !== "-h");
  if (unknown !== undefined) throw new Fatal(`Unknown argument "${unknown}" (--help lists the options)`);
  if (rest.length > 0) {
    const about = "Lands what the log holds and serves the pages.";
    console.log(helpText("deno task serve [options]", about, [publicOption]));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const report = openReport(settings, "serve");
  checkPublic(settings.HOST, isPublic, report);
  using signal = abortOnSignals();
  const owner = await startOwner(settings, "deno task serve", report, { isPublic });
  report.say(`Groundswell is at ${owner.url}`);
  try {
    await Promise.race([aborted(signal), owner.done]);
  } finally {
    await owner.stop();
  }
  return 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
