import { isLoopback } from "./public.ts";

/** What a request that names another host is told. */
export const wrongHost =
  "This server answers to localhost and 127.0.0.1 only; --public lets it answer to any name.\n";

/**
 * Whether the Host of a request is one of ours. A page of another site can make its own name lead to this machine (DNS
 * rebinding) and would then read ours; served on loopback, only loopback's names are right. Served to others, that is
 * public anyway.
 */
export function allowedHost(header: string | null | undefined, bound: string, isPublic: boolean): boolean {
  if (isPublic || !isLoopback(bound)) return true;
  if (!header || !URL.canParse(`http://${header}/`)) return false;
  const { hostname, host } = new URL(`http://${header}/`);
  // The parser also takes what is no host: a user, a path, a number for an address.
  const plain = host === header.toLowerCase() || `${host}:80` === header.toLowerCase();
  return plain && isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
}
