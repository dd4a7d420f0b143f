import { jsonReport } from "./json_report.ts";
import { consoleReport, type Report } from "./report.ts";
import type { Settings } from "./settings.ts";

/** A report in the form that the settings ask for; `stage` tells the lines of processes apart. */
export function openReport({ LOG_FORMAT: format }: Pick<Settings, "LOG_FORMAT">, stage: string): Report {
  return format === "json" ? jsonReport(stage) : consoleReport();
}
