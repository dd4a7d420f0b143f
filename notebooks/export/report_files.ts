import { Buffer } from "node:buffer";
import { Fatal } from "../../ingest/base/errors.ts";
import { compactCss } from "./compact_css.ts";
import type { Assets } from "../serve/assets.ts";

const client = new URL("../../.build/report.js", import.meta.url);
const fontFace = /@font-face \{[^}]*\}\s*/g;

/** What goes into every report. */
export interface ReportFiles {
  /** The client of reports. */
  script: string;
  /** Its styles, without the font: that would be a tenth of a report, and the reader's own takes its place. */
  style: string;
  /** The icon as an address of its own, so that no browser asks a server for one. */
  icon: string;
}

/** Makes the files of reports from the assets of the site and the built client (by `deno bundle`). */
export function makeReportFiles(script: string, assets: Assets): ReportFiles {
  const css = new TextDecoder().decode(assets.get("page.css")!.body);
  const icon = assets.get("icon.svg")!;
  return {
    script,
    style: compactCss(css.replace(fontFace, "")),
    icon: `data:image/svg+xml;base64,${Buffer.from(icon.body).toString("base64")}`,
  };
}

/** Reads the built client of reports. @throws {Fatal} where it is not built. */
export async function readReportScript(): Promise<string> {
  try {
    return await Deno.readTextFile(client);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Fatal("The client of reports is not built; run: deno task bundle");
  }
}
