import { z } from "zod";
import { Refused } from "./refused.ts";

const maxPages = 50;
const maxCell = 1_000_000;
const values = z.array(z.string().max(1_000_000)).max(100_000);

/** What somebody wants saved, as it comes from a command line or an address. */
export const ExportRequest = z.strictObject({
  /** Names of pages; several make a site. */
  pages: z.array(z.string().max(64)).max(maxPages),
  /** Every page goes in, with links between them. */
  site: z.boolean().default(false),
  /** Values of the parameter that is a topic, and of the window. */
  topics: values.default([]),
  windows: values.default([]),
  /** Values of any parameter, by its name; of a list, each is a whole one. */
  params: z.record(z.string().max(64), values).default({}),
  /** End of the window; null is the live edge. */
  asOf: z.string().max(40).nullable().default(null),
  /** True for a folder with the data beside the page, to be explored in the browser. */
  explore: z.boolean().default(false),
  /** False for a file without any script. */
  script: z.boolean().default(true),
  hide: z.strictObject({
    pseudonyms: z.boolean().default(false),
    /** Groups of fewer posts are withheld; 0 withholds none. */
    minCell: z.number().int().min(0).max(maxCell).default(0),
    quotes: z.boolean().default(true),
  }).prefault({}),
});

/** See the schema of the same name. */
export type ExportRequest = z.infer<typeof ExportRequest>;
/** What is kept out of a report. */
export type Hide = ExportRequest["hide"];

/** Checks a request that came as JSON. @throws {Refused} saying which part is wrong. */
export function readExportRequest(json: unknown): ExportRequest {
  const parsed = ExportRequest.safeParse(json);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Refused(`Cannot export: ${path.join(".") || "the request"} ${message}`);
}
