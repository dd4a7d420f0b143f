import { z } from "zod";
import { askOwner, type OwnerAddress } from "../operate/owner_client.ts";
import type { MadeReport } from "./make_report.ts";
import type { ExportRequest } from "./request.ts";

const Made = z.array(z.object({
  name: z.string(),
  html: z.string(),
  failed: z.array(z.string()),
  slice: z.object({ folder: z.string(), tables: z.array(z.string()) }).nullable(),
}));

/** Has reports made by the process that owns the data folder. @throws {Fatal} as it says. @throws {Retriable} where it is busy or away. */
export async function makeByOwner(owner: OwnerAddress, request: ExportRequest): Promise<MadeReport[]> {
  return Made.parse(await askOwner(owner, "api/export", request));
}
