import { installDom } from "./dom.ts";
import type { PaintAnswer, PaintJob } from "./paint_job.ts";

/** Paints the pages that come as messages, one after another. */
async function main(): Promise<void> {
  // Standard output carries answers; what a cell logs goes beside it.
  console.log = console.info = console.debug = console.error;
  const openDom = await installDom();
  const { paintPage } = await import("./paint_page.ts");
  const say = (answer: PaintAnswer) => postMessage(JSON.stringify(answer));
  let turn = Promise.resolve();
  addEventListener("message", ({ data }: MessageEvent<string>) => {
    turn = turn.then(async () => {
      try {
        say({ painted: await paintPage(JSON.parse(data) as PaintJob, openDom) });
      } catch (error) {
        say({ failed: String((error as Error)?.message ?? error) });
      }
    });
  });
  say({ ready: true });
}

await main();
