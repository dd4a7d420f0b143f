import type { SavedReport } from "../export/saved.ts";
import { watchLoops } from "./loop_watch.ts";
import type { CellsModule } from "./page_view.ts";
import { readZone } from "./reader_zone.ts";
import { openDoor } from "./report/explore_door.ts";
import { createHelpers } from "./report/helper_links.ts";
import { openReport } from "./report/open_report.ts";
import { keepLinksTidy } from "./report/page_links.ts";
import { setZone } from "./zone.ts";
import { addZoneSwitch } from "./zone_switch.ts";

type LoadCells = (helper: ReturnType<typeof createHelpers>) => CellsModule;

watchLoops();
setZone(readZone());
const report: SavedReport = JSON.parse(document.getElementById("report")!.textContent!);
const load = Reflect.get(globalThis, Symbol.for("groundswell cells")) as LoadCells;
const root = document.querySelector<HTMLElement>("main[data-cells]")!;
const module = load(createHelpers(report.helpers));
openReport(module, root, report, openDoor(report, module.page));
addZoneSwitch(document.getElementById("foot")!, () => {});
keepLinksTidy(document.body, report.site);
