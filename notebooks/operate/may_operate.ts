import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { sameOrigin } from "../serve/same_origin.ts";

/** Who may do more than read. */
export interface OperateRights {
  /** What command-line tools of this machine's user prove themselves with. */
  token: string;
  /** Whether the pages are this machine's own: served on loopback, and to nobody else. */
  isOwn: boolean;
}

/** Why somebody may not do more than read; undefined where they may: with the token, or from a page of ours on this machine. */
export function refuseOperating(c: Context, { token, isOwn }: OperateRights): string | undefined {
  const authorization = c.req.header("authorization");
  if (authorization !== undefined) {
    return holdsToken(authorization, token) ? undefined : "The token is missing or wrong";
  }
  if (!isOwn) return "Only who runs this server may do that, on the machine where it runs";
  const site = c.req.header("sec-fetch-site");
  const isOurs = (site === undefined || site === "same-origin") &&
    sameOrigin(c.req.header("origin"), c.req.header("host"));
  return isOurs ? undefined : "Pages of other sites may not do that";
}

/** Whether an Authorization header bears the token. */
export function holdsToken(header: string | undefined, token: string): boolean {
  const given = new TextEncoder().encode(header ?? "");
  const wanted = new TextEncoder().encode(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
