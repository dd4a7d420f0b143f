import { isIPv4 } from "node:net";
import { Fatal } from "../../ingest/base/errors.ts";
import type { Report } from "../../ingest/base/report.ts";

/** The option by which the pages may be served to others than this machine. For `--help`. */
export const publicOption: { option: string; about: string } = {
  option: "--public",
  about: "let anyone who can reach HOST read the pages (needed unless HOST is this machine's own)",
};

/** Takes `--public` out of a command line. @throws {Fatal} when it is given a value. */
export function takePublic(args: readonly string[]): { isPublic: boolean; rest: string[] } {
  const valued = args.find((arg) => arg.startsWith(`${publicOption.option}=`));
  if (valued !== undefined) throw new Fatal(`Cannot use "${valued}": ${publicOption.option} takes no value`);
  const rest = args.filter((arg) => arg !== publicOption.option);
  return { isPublic: rest.length < args.length, rest };
}

/**
 * Says who will be able to read the pages, where that is not plain.
 * @throws {Fatal} when others than this machine could, and nobody has said that they may.
 */
export function checkPublic(host: string, isPublic: boolean, report: Report): void {
  const loopback = isLoopback(host);
  if (!loopback && !isPublic) {
    throw new Fatal(
      `Cannot serve on HOST="${host}": others than this machine could read the pages, and there is no sign-in yet; ` +
        "set HOST=127.0.0.1, or add --public to let anyone who can reach this address read them",
    );
  }
  if (!loopback) report.warn(`--public: anyone who can reach HOST="${host}" can read the pages`);
  else if (isPublic) {
    report.warn(
      `--public only lets the pages be reached under any name, as behind a proxy, while ` +
        `HOST="${host}" is this machine's own; HOST=0.0.0.0 opens them to others`,
    );
  }
}

/** Whether only this machine reaches an address: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(host: string): boolean {
  return host === "::1" || host.toLowerCase() === "localhost" || (isIPv4(host) && host.startsWith("127."));
}
