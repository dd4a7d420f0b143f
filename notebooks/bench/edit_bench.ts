import { launchBrowser } from "../browser/browser_harness.ts";
import { startBenchSite } from "./bench_site.ts";
import { landPosts } from "./landed_posts.ts";
import { median, percentile } from "./machine.ts";

const saves = 30;
const saveEveryMs = 400;

/** From a saved file to the frame that shows its changed cell, in Chromium, over `posts` landed posts: a changed chart, and a changed query. */
export async function benchEdit(posts = 200_000): Promise<void> {
  await using site = await startBenchSite(
    { "edited.md": pageText(0, 0) },
    {},
    (dataDir) => landPosts(dataDir, posts),
  );
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(new URL("edited", site.owner.url).href);
    await page.getByText("save 0 of 0", { exact: true }).waitFor();
    await page.locator(".gs-dot[data-state='live']").waitFor();
    for (const what of ["chart", "query"] as const) {
      const times: number[] = [];
      for (let i = 1; i <= saves; i++) {
        const [chart, query] = what === "chart" ? [i, 0] : [saves, i];
        const shown = page.evaluate(whenShown, `save ${chart} of ${query}`);
        // The observer stands before the file changes.
        await page.evaluate("0");
        const savedAt = performance.timeOrigin + performance.now();
        await site.save("edited.md", pageText(chart, query));
        times.push(await shown - savedAt);
        await new Promise((resolve) => setTimeout(resolve, saveEveryMs));
      }
      console.log(
        `edit: a changed ${what}, ${saves} saves: redrawn after p50 ${median(times).toFixed(0)}, ` +
          `p95 ${percentile(times, 0.95).toFixed(0)} ms`,
      );
    }
  } finally {
    await browser.close();
  }
}

// The wall clock, which browser and server share, after the frame in which a heading has this text.
async function whenShown(text: string): Promise<number> {
  const isShown = () =>
    [...document.querySelectorAll("main h2")].some(({ textContent }) => textContent === text);
  await new Promise<void>((resolve) => {
    const watching = new MutationObserver(() => {
      if (!isShown()) return;
      watching.disconnect();
      requestAnimationFrame(() => resolve());
    });
    watching.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return performance.timeOrigin + performance.now();
}

function pageText(chart: number, query: number): string {
  const fence = (info: string, text: string) => `\n\`\`\`${info}\n${text}\n\`\`\`\n`;
  return `---\ntitle: Edited\nparams:\n  topic: { type: topic }\n  window: { type: interval }\n---\n` +
    fence(
      "sql series",
      `select time_bucket(\${bucket}, created_at) as start, count(*) as posts, ${query} as saved from posts\n` +
        "where ${here} group by start order by start",
    ) +
    fence("sql moods", "select mood, count(*) as posts from posts where ${here} group by all order by mood") +
    fence("js", 'Plot.plot({ marks: [Plot.barY(moods, { x: "mood", y: "posts" })] })') +
    fence(
      "js",
      `Plot.plot({ title: \`save ${chart} of \${series[0].saved}\`, marks: [Plot.areaY(series, { x: "start", y: "posts" })] })`,
    );
}
