import type { CrowdOrder, CrowdReport } from "./crowd_client.ts";

/** A running crowd of viewers in a process of its own. */
export interface Crowd extends AsyncDisposable {
  /** What it has said so far, once a second. */
  reports: CrowdReport[];
}

/** Starts a crowd and waits until all of it is connected. */
export async function startCrowd(order: CrowdOrder): Promise<Crowd> {
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--allow-net",
      "--allow-env",
      "--allow-read",
      "--allow-sys",
      new URL("crowd_client.ts", import.meta.url).href,
      JSON.stringify(order),
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reports: CrowdReport[] = [];
  const reading = (async () => {
    let rest = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) reports.push(JSON.parse(line));
    }
  })();
  while ((reports.at(-1)?.open ?? 0) < order.watches.length) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    reports,
    async [Symbol.asyncDispose]() {
      await child.stdin.close();
      await child.status;
      await reading;
    },
  };
}
