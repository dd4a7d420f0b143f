import { Buffer } from "node:buffer";
import { Fatal } from "../../ingest/base/errors.ts";
import type { Assets } from "../serve/assets.ts";

const client = new URL("../../.build/report.js", import.meta.url);
const fontFace = /@font-face \{[^}]*\}\s*/g;

/** What goes into every report. */
export interface ReportFiles {
  /** The client of reports. */
  script: string;
  /** Its styles with the font inside. */
  style: string;
  /** The same without a font: the reader's own takes its place. */
  plainStyle: string;
  /** The icon as an address of its own, so that no browser asks a server for one. */
  icon: string;
}

/** Makes the files of reports from the assets of the site and the built client (by `deno bundle`). */
export function makeReportFiles(script: string, assets: Assets): ReportFiles {
  const css = new TextDecoder().decode(assets.get("page.css")!.body);
  const { href, body } = assets.get("public-sans.woff2")!;
  const icon = assets.get("icon.svg")!;
  const inlined = `data:font/woff2;base64,${Buffer.from(body).toString("base64")}`;
  return {
    script,
    // The second font is for alphabets that the reader's system has too.
    style: css.replace(fontFace, (face) => face.includes(href) ? face.replace(href, inlined) : ""),
    plainStyle: css.replace(fontFace, ""),
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
