import type { Settings } from "../base/settings.ts";
import { isAlive } from "../alive.ts";
import type { Control } from "../control.ts";
import { checkStream } from "./check_stream.ts";
import { createLiveTools } from "./live_tools.ts";
import { createRegistry, type Registry } from "./registry.ts";

/** The registry of a data folder; sources are asked over the public internet. */
export function openRegistry(control: Pick<Control, "streams">, settings: Settings): Registry {
  const { DATA_DIR: dataDir } = settings;
  const now = Date.now;
  const tools = { ...createLiveTools(now), count() {}, gap() {} };
  return createRegistry({
    table: control.streams,
    dataDir,
    settings,
    isAlive: (holder) => isAlive(dataDir, holder),
    check: (adapter) => checkStream(adapter, tools),
    now,
  });
}
