import { consoleReport } from "../../ingest/base/report.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { startOwner } from "../owner.ts";

// Owns the data folder of the environment, as `deno task serve` does, and says when each landing is committed.
if (import.meta.main) {
  const settings = readSettings((name) => Deno.env.get(name));
  const landed = ({ landing, posts }: { landing: number; posts: number }) =>
    console.log(`landed ${landing} ${posts}`);
  await startOwner(settings, "deno task bench", consoleReport(), { measure: { landed } });
}
