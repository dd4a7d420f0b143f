import { join } from "node:path";
import { sharedPath } from "../../../ingest/base/test_needs.ts";

/** A labelled text; of several labels, all. */
export interface Labelled {
  labels: string[];
  text: string;
}

/** Rows of `label<TAB>text`, labels joined by commas. */
export function readTsv(file: string): Labelled[] {
  return linesOf(file).map((line) => {
    const tab = line.indexOf("\t");
    return { labels: line.slice(0, tab).split(","), text: line.slice(tab + 1) };
  });
}

/** The texts of one file of rows with the first column of another of as many lines for labels. */
export function readRelabelled(texts: string, labels: string): Labelled[] {
  const stated = linesOf(labels).map((line) => line.split("\t", 1)[0]!.split(","));
  return readTsv(texts).map(({ text }, i) => ({ labels: stated[i]!, text }));
}

/** Objects of NDJSON, as they are. */
export function readNdjson<T>(file: string): T[] {
  return linesOf(file).map((line) => JSON.parse(line) as T);
}

/** The file's text. */
export function readText(file: string): string {
  return Deno.readTextFileSync(sharedPath(join("bench", file)));
}

function linesOf(file: string): string[] {
  return readText(file).split("\n").filter((line) => line !== "");
}
