import { publicInternet } from "../../ingest/sources/live/guard.ts";

/** Only this module reads it, and only tests load this module into a process. */
const variable = "NETWORK";

/** Starts a task of ours in a network that is closed but for names that end in `.test`: those are this machine. */
export const closedNetwork = {
  settings: { [variable]: "closed" },
  denoArgs: ["--preload", import.meta.url],
};

if (Deno.env.get(variable) === "closed") {
  publicInternet.isAllowedAddress = () => true;
  publicInternet.resolve = (host) =>
    host.endsWith(".test")
      ? Promise.resolve([{ address: "127.0.0.1", family: 4 }])
      : Promise.reject(new Error(`getaddrinfo ENOTFOUND ${host}`));
}
