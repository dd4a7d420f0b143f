import assert from "node:assert/strict";
import { browserTest, posts, waitForCount } from "./page_harness.ts";
import { fetchReport, openReport } from "./report_harness.ts";

/** Every way in which code of a page could ask for something, as code that gets the address. */
const ways: Record<string, string> = {
  fetch: "fetch(at).catch(() => {})",
  beacon: "navigator.sendBeacon(at, 'x')",
  image: "new Image().src = at",
  prefetch: "add('link', { rel: 'prefetch', href: at })",
  preload: "add('link', { rel: 'preload', as: 'script', href: at })",
  style: "add('link', { rel: 'stylesheet', href: at })",
  script: "add('script', { src: at })",
  frame: "add('iframe', { src: at })",
  video: "add('video', { src: at })",
  form: "add('form', { action: at, method: 'post' }).submit()",
  import: "import(at).catch(() => {})",
  font: "new FontFace('x', `url(${at})`).load().catch(() => {})",
  events: "new EventSource(at)",
  socket: "try { new WebSocket(at.replace('http', 'ws')) } catch {}",
  worker: "try { new Worker(at) } catch {}",
};

browserTest("the policy of a report holds back whatever could ask for something", async (stack) => {
  const asked: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    asked.push(new URL(request.url).pathname);
    return new Response("", { headers: { "access-control-allow-origin": "*" } });
  });
  const at = `http://127.0.0.1:${server.addr.port}/`;
  try {
    await stack.post(...posts(20, "storm"));
    await waitForCount(await stack.open("/topic?topic=storm"), 20);
    const html = await fetchReport(stack, "topic/report?topic=storm");
    const run = (way: string, code: string) =>
      `((at) => { const add = (tag, attributes) => { const node = document.createElement(tag);
        for (const name in attributes) node.setAttribute(name, attributes[name]);
        document.body.append(node); return node; }; ${code}; })(${JSON.stringify(at + way)})`;
    await using report = await openReport(stack, html);
    await waitForCount(report.page, 20);
    for (const [way, code] of Object.entries(ways)) await report.page.evaluate(run(way, code));
    await using free = await openReport(
      stack,
      html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""),
    );
    await waitForCount(free.page, 20);
    assert.equal(asked.join(), "", "with its policy");
    const reached = new Set(["fetch", "beacon", "image", "style", "script", "frame", "form"]);
    for (const way of reached) await free.page.evaluate(run(way, ways[way]!)).catch(() => {});
    for (const end = Date.now() + 10_000; reached.size > 0 && Date.now() < end;) {
      for (const path of asked) reached.delete(path.slice(1));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.deepEqual([...reached], [], "without it they would arrive: the test sees them");
  } finally {
    await server.shutdown();
  }
});
