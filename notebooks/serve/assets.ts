import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import fontLicence from "@fontsource-variable/public-sans/LICENSE" with { type: "text" };
import font from "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2" with {
  type: "bytes",
};
import fontExt from "@fontsource-variable/public-sans/files/public-sans-latin-ext-wght-normal.woff2" with {
  type: "bytes",
};

/** The client of the pages, built by `deno bundle`. */
export const clientBundle: URL = new URL("../../.build/client.js", import.meta.url);
const styleFiles = [
  "tokens.css",
  "base.css",
  "bar.css",
  "head.css",
  "params.css",
  "time.css",
  "banner.css",
  "cells.css",
  "room.css",
  "numbers.css",
  "inputs.css",
  "figure.css",
  "plot.css",
  "ranked.css",
  "tables.css",
  "letters.css",
  "forms.css",
  "streams.css",
  "posts.css",
  "correct.css",
  "why.css",
  "report.css",
  "print.css",
];

/** A file of the site, held in memory. */
export interface Asset {
  type: string;
  body: Uint8Array<ArrayBuffer>;
  gzip?: Uint8Array<ArrayBuffer>;
  /** Its address with its content's hash, so that browsers may keep it. */
  href: string;
}

/** The files of the site by name. */
export type Assets = Map<string, Asset>;

/** Reads the built client (by `deno bundle`) and the styles beside the client's code. */
export async function loadAssets(client: string | URL): Promise<Assets> {
  const styles = await Promise.all(
    styleFiles.map((name) => Deno.readTextFile(new URL(`../client/style/${name}`, import.meta.url))),
  );
  const assets: Assets = new Map([
    makeAsset("client.js", "text/javascript; charset=utf-8", await Deno.readFile(client)),
    makeAsset("public-sans.woff2", "font/woff2", font),
    makeAsset("public-sans-ext.woff2", "font/woff2", fontExt),
    makeAsset("public-sans-licence.txt", "text/plain; charset=utf-8", encode(fontLicence)),
    makeAsset("icon.svg", "image/svg+xml", encode(icon)),
  ]);
  const css = styles.join("\n").replace(
    /\/assets\/([a-z0-9.-]+)/g,
    (path, name) => assets.get(name)?.href ?? path,
  );
  return assets.set(...makeAsset("page.css", "text/css; charset=utf-8", encode(css)));
}

/** Whether `accept-encoding` takes gzip: by name or as `*`, and not with a weight of 0 (RFC 9110, 12.5.3). */
export function takesGzip(header: string): boolean {
  const weights = new Map(
    header.toLowerCase().split(",").map((entry) => {
      const [coding, weight = "q=1"] = entry.split(";").map((part) => part.trim());
      return [coding, Number(weight.replace(/^q=/, ""))];
    }),
  );
  return (weights.get("gzip") ?? weights.get("*") ?? 0) > 0;
}

const encode = (text: string) => new TextEncoder().encode(text);

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 20" fill="none" stroke="#75828F">
<path d="M1 17H27" stroke-width="1.5"/><path d="M1 16C7 16 8 3 13 3S18 12 27 13" stroke-width="2.5" stroke="#1D4ED8"/></svg>`;

function makeAsset(name: string, type: string, body: Uint8Array<ArrayBuffer>): [string, Asset] {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
  const asset: Asset = { type, body, href: `/assets/${name}?v=${hash}` };
  if (/^(text|image\/svg)/.test(type)) asset.gzip = new Uint8Array(gzipSync(body, { level: 9 }));
  return [name, asset];
}
