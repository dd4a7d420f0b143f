import type { Adapter } from "./adapter.ts";
import type { Asked, Reply } from "./fake_harness.ts";

/** One source as the contract knows it. */
export interface Subject {
  name: string;
  ignore: boolean;
  /** Ids of the posts that its fake holds. */
  ids: readonly string[];
  /** A server with those posts; everything that it remembers begins anew with each call. */
  createServer(): (asked: Asked) => Reply;
  /** The same posts, each twice and in another order. */
  createDisorder(): (asked: Asked) => Reply;
  create(url: string): Adapter;
  /** Its answers with status 200 that say that something is wrong, and what that should be taken for. */
  errorsInside: { body: string; kind: "failed" | "waiting for quota" }[];
  /** Whether answers are documents, which may not drip for ever. */
  polls: boolean;
}
