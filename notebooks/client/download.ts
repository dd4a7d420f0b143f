import { element } from "./dom.ts";

const keepMs = 60_000;
const maxNameChars = 80;

/** Gives the reader a file under a name made of plain letters, figures and hyphens. */
export function download(name: string, content: Blob): void {
  const [, stem = "", ending = ""] = /^(.*?)(\.[a-z]+)?$/s.exec(name) ?? [];
  const plain = stem.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, maxNameChars);
  const href = URL.createObjectURL(content);
  element("a", { href, download: `${plain || "groundswell"}${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), keepMs);
}
