import { lookup as lookUp, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./address.ts";
import { Problem } from "./problem.ts";

/** Where a request may go. */
export interface Guard {
  /** Names of hosts, where the source has fixed ones; absent: any host of the public internet. */
  hosts?: readonly string[];
  /** Whether http and ws are allowed beside https and wss. */
  plain?: boolean;
}

/** What the guard needs from outside; tests allow their own machine. */
export interface GuardEffects {
  isAllowedAddress(address: string): boolean;
  /** All addresses of a name. */
  resolve(host: string): Promise<LookupAddress[]>;
}

/** Allows addresses of the public internet only, as the system resolves them. */
export const publicInternet: GuardEffects = {
  isAllowedAddress: isPublicAddress,
  resolve: (host) =>
    new Promise((done, fail) =>
      lookUp(host, { all: true }, (error, found) => error ? fail(error) : done(found))
    ),
};

/** Whether an address may be asked at all. @throws {Problem} saying why it may not. */
export function checkUrl(url: URL, guard: Guard, effects: GuardEffects): void {
  const secure = url.protocol === "https:" || url.protocol === "wss:";
  const plain = url.protocol === "http:" || url.protocol === "ws:";
  if (!secure && !(plain && guard.plain === true)) {
    throw new Problem("refused", `"${showUrl(url)}" is not a secure web address`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new Problem("refused", `"${showUrl(url)}" holds a name or password`);
  }
  if (guard.hosts !== undefined && !guard.hosts.includes(url.host)) {
    throw new Problem("refused", `"${url.host}" is not a host of this source`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A name is checked when it is resolved.
  if (isIP(host) !== 0 && !effects.isAllowedAddress(host)) throw notPublic(url.host);
}

/**
 * Resolves a name for one connection and refuses addresses that are not allowed. The connection is made to the very
 * address that was checked, so a name that changes its answer in between (DNS rebinding) gains nothing.
 */
export function guardedLookup(effects: GuardEffects): LookupFunction {
  return (host, options, done) => {
    effects.resolve(host).then((found) => {
      const address = found[0];
      if (address === undefined) throw new Problem("lost", `"${host}" has no address`);
      if (!found.every((one) => effects.isAllowedAddress(one.address))) throw notPublic(host);
      if (options.all) done(null, found);
      else done(null, address.address, address.family);
    }).catch((error) => done(isUnknown(error) ? unknownHost(host, error) : error, ""));
  };
}

/** An address for people: without its query, which may hold keys. */
export function showUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

// The resolver's own words are `getaddrinfo ENOTFOUND host`.
function isUnknown(error: { code?: string }): boolean {
  return error.code === "ENOTFOUND" || error.code === "EAI_AGAIN";
}

function unknownHost(host: string, cause: unknown): Error {
  return new Error(`host "${host}" is not known: check the address or the network`, { cause });
}

function notPublic(host: string): Problem {
  return new Problem("refused", `"${host}" is not an address of the public internet`);
}
