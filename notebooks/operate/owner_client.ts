import { z } from "zod";
import { type Owner, readOwner } from "../../analysis/store/lock.ts";
import { Fatal, messageOf, Retriable } from "../../ingest/base/errors.ts";

const deadlineMs = 60 * 60_000;
const Problem = z.object({ error: z.object({ message: z.string() }) });

/** Where the owner of a data folder is asked. */
export type OwnerAddress = Required<Pick<Owner, "address" | "token">>;

/** The owner of a data folder, as far as it has said where it is. */
export function findOwner(dataDir: string): OwnerAddress | undefined {
  const { address, token } = readOwner(dataDir) ?? {};
  return address === undefined || token === undefined ? undefined : { address, token };
}

/** Asks the owner of a data folder. @throws {Fatal} where it refuses, as it says. @throws {Retriable} where it is busy or away. */
export async function askOwner(
  { address, token }: OwnerAddress,
  path: string,
  body: object,
): Promise<unknown> {
  const response = await fetch(new URL(path, address), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((error) => {
    throw new Retriable(`Cannot ask ${address}, which holds the data: ${messageOf(error)}`);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const message = Problem.safeParse(answer).data?.error.message ??
    `${address} could not answer (status ${response.status}); its log says why`;
  throw response.status === 422 ? new Fatal(message) : new Retriable(message);
}
