import { z } from "zod";
import type { Owner } from "../../analysis/store/lock.ts";
import { messageOf, Retriable } from "../../ingest/base/errors.ts";
import type { MadeReport } from "./make_report.ts";
import { Refused } from "./refused.ts";
import type { ExportRequest } from "./request.ts";

const deadlineMs = 10 * 60_000;
const Made = z.array(z.object({
  name: z.string(),
  html: z.string(),
  failed: z.array(z.string()),
  slice: z.object({ folder: z.string(), tables: z.array(z.string()) }).nullable(),
}));
const Problem = z.object({ error: z.object({ message: z.string() }) });

/** Has reports made by the process that owns the data folder. @throws {Refused} as it says. @throws {Retriable} where it is busy or away. */
export async function askOwner(
  { address, token }: Required<Pick<Owner, "address" | "token">>,
  request: ExportRequest,
): Promise<MadeReport[]> {
  const response = await fetch(new URL("api/export", address), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((error) => {
    throw new Retriable(`Cannot ask ${address}, which holds the data: ${messageOf(error)}`);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return Made.parse(body);
  const message = Problem.safeParse(body).data?.error.message ??
    `${address} could not make the report (status ${response.status}); its log says why`;
  throw response.status === 422 ? new Refused(message) : new Retriable(message);
}
