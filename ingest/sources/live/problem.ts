import { Retriable } from "../../base/errors.ts";
import { waitOf } from "./rate_headers.ts";

/**
 * Why a source gives nothing. `lost`: the network or the other side fails, try again soon. `quota`: it asks us to wait.
 * `refused`: credentials, rights or the address are wrong, so somebody must act; tried again seldom.
 */
export class Problem extends Retriable {
  override name = "Problem";

  constructor(
    readonly kind: "lost" | "quota" | "refused",
    message: string,
    /** Milliseconds that the other side asks us to wait. */
    readonly waitMs?: number,
    /** HTTP status, where it came from one. */
    readonly status?: number,
  ) {
    super(message);
  }
}

/** The problem that an HTTP status other than 2xx stands for. Header names are in lower case. */
export function problemOfStatus(status: number, headers: { [name: string]: string }, nowMs: number): Problem {
  const waitMs = waitOf(headers, nowMs);
  if (status === 429 || status === 420 || (status === 503 && headers["retry-after"] !== undefined)) {
    return new Problem("quota", `The source asks us to wait (HTTP ${status})`, waitMs, status);
  }
  const said = refusals[status];
  if (said !== undefined) return new Problem("refused", `${said} (HTTP ${status})`, undefined, status);
  if (status >= 500 || status === 408 || status === 425) {
    return new Problem("lost", `The source fails (HTTP ${status})`, waitMs, status);
  }
  return new Problem("refused", `The source refuses the request (HTTP ${status})`, undefined, status);
}

const refusals: { [status: number]: string } = {
  401: "The source does not accept the credentials",
  402: "The plan of this account is used up or does not cover this",
  403: "The source forbids this",
  404: "There is nothing at this address",
  410: "What was at this address is gone for good",
  422: "The source shows this to members only, or does not understand the request",
  451: "The source may not show this here",
};
