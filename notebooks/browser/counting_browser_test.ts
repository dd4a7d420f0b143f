import assert from "node:assert/strict";
import { browserTest, waitMs } from "./page_harness.ts";
import { becomesLive, posts, untilPainted } from "./paint_harness.ts";

browserTest("numbers of another topic are said to be that while the answer is not there", async (stack) => {
  await stack.post(...posts(40, "storm"), ...posts(30, "harvest"));
  await untilPainted(stack, 70);
  let held = false;
  const page = await stack.open("/topic?topic=storm", {
    prepare: (page) =>
      page.routeWebSocket(/\/live$/, (client) => {
        const server = client.connectToServer();
        client.onMessage((message) => {
          if (!held) server.send(message);
        });
      }),
  });
  await becomesLive(page);
  held = true;
  await page.getByLabel("Topic", { exact: true }).fill("harvest");
  await page.getByText("Counting “harvest”, 24 h. The numbers below are still of “storm”, 24 h.").waitFor({
    timeout: waitMs,
  });
  assert.equal(await page.title(), "storm · Groundswell");
  assert.match(await page.locator(".gs-summary").innerText(), /^40 posts/);
  assert.deepEqual(stack.complaints, []);
});

browserTest(
  "a topic that is typed while the connection is down does not stand over other numbers",
  async (stack) => {
    await stack.post(...posts(40, "storm"), ...posts(30, "harvest"));
    await untilPainted(stack, 70);
    const page = await stack.open("/topic?topic=storm");
    await becomesLive(page);
    const back = stack.restart(3000);
    await page.locator(".gs-status", { hasText: /^Reconnecting/ }).waitFor({ timeout: waitMs });
    await page.getByLabel("Topic", { exact: true }).fill("harvest");
    await page.getByText(
      "Not connected: “harvest”, 24 h cannot be counted yet. The numbers below are still of “storm”, 24 h.",
    )
      .waitFor({ timeout: waitMs });
    assert.equal(await page.title(), "storm · Groundswell");
    await back;
    await page.locator(".gs-value").first().filter({ hasText: /^30$/ }).waitFor({ timeout: waitMs });
    assert.equal(await page.title(), "harvest · Groundswell");
    assert.equal(await page.locator(".gs-counting").innerText(), "");
  },
);
