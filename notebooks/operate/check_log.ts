import { Fatal } from "../../ingest/base/errors.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import type { Manifest } from "./manifest.ts";

/** Checks that a log holds what comes after the landed offset. @throws {Fatal} where lines would be missing. */
export async function checkLog(path: string, offsets: Manifest["counts"]["offsets"]): Promise<void> {
  await using log = await openEmbeddedLog(path);
  const landed = offsets.find(({ logId, topic }) => logId === log.id && topic === "posts");
  if (landed === undefined) return;
  const { oldest, next } = await log.range("posts", 0);
  const offset = BigInt(landed.next);
  if (oldest <= offset && offset <= next) return;
  throw new Fatal(
    `The log holds offsets ${oldest} to ${next}, but ${offset} is the next to land: make the back-up again`,
  );
}
