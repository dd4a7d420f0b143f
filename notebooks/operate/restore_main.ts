import { Fatal } from "../../ingest/base/errors.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { helpText } from "../../ingest/help.ts";
import { backupText } from "./backup_text.ts";
import { checkLog } from "./check_log.ts";
import { restoreBackup } from "./restore_backup.ts";

const about = "Puts a back-up into an empty or new DATA_DIR, checked and counted.";

/** Restores a back-up. */
async function main(args: string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(helpText("deno task restore FOLDER", about, []));
    return 0;
  }
  const [folder, ...rest] = args;
  if (folder === undefined || folder === "" || rest.length > 0) throw new Fatal("restore needs one folder");
  const { DATA_DIR: dataDir } = readSettings((name) => Deno.env.get(name));
  const manifest = await restoreBackup(folder, dataDir, checkLog);
  console.log(`Restored into ${dataDir}\n${backupText(manifest)}`);
  return 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
