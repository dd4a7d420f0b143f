import assert from "node:assert/strict";
import axe, { type AxeResults } from "axe-core";
import { letterLine } from "../operate/dead_harness.ts";
import { statusLine } from "../../ingest/sources/replay/files_harness.ts";
import { browserTest, waitMs } from "./page_harness.ts";

const hostile = `{"text": "<img src=x onerror=alert(1)> \u202e half`;

browserTest(
  "the Pipeline page lists dead letters, shows their bytes as text, and sends mended ones once",
  async (stack) => {
    await stack.append(
      letterLine("a.ndjson:1", hostile, "is not JSON <b>"),
      letterLine("a.ndjson:2", statusLine(1)),
      letterLine("a.ndjson:3", "y".repeat(70_000), "is too long"),
    );
    const page = await stack.open("/pipeline?window=7d", { bypassCSP: true });
    const title = (text: string) => page.getByRole("heading", { name: text, exact: true });
    await title("3 open dead letters").waitFor({ timeout: waitMs });
    const rows = page.locator("tr").filter({ has: page.locator("[data-letter]") });
    await rows.filter({ hasText: "<img src=x onerror=alert(1)>" }).waitFor({ timeout: waitMs });

    await page.getByRole("button", { name: "is not JSON <b>" }).click();
    const panel = page.getByRole("region", { name: /^Dead letter/ });
    const field = panel.getByRole("textbox");
    assert.equal(await field.inputValue(), hostile);
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate("axe.run('.gs-letter')") as AxeResults;
    assert.deepEqual(violations.map(({ id }) => id), []);
    await panel.getByRole("button", { name: "Send it again" }).click();
    await panel.getByText("✕ It is not JSON").waitFor({ timeout: waitMs });
    await field.fill(statusLine(2));
    await panel.getByRole("button", { name: "Send it again" }).click();
    await panel.getByText("Done.").waitFor({ timeout: waitMs });
    await title("2 open dead letters").waitFor({ timeout: waitMs });
    await panel.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "Send all again" }).click();
    await page.getByText("Left open, refused again: 1 (1: Only 65536 of the 70000 bytes").waitFor({
      timeout: waitMs,
    });
    await title("1 open dead letter").waitFor({ timeout: waitMs });
    await page.getByRole("button", { name: "is too long" }).click();
    await panel.getByText("the first 65,536 of 70,000 bytes").waitFor({ timeout: waitMs });
    await panel.getByRole("button", { name: "Give it up" }).click();
    await title("No open dead letter").waitFor({ timeout: waitMs });
    const refusals = stack.complaints.filter((text) => !/status of 422/.test(text));
    assert.deepEqual(refusals, []);
    await page.context().close();
  },
);

browserTest(
  "a page that is served to anybody shows dead letters without what they hold",
  async (stack) => {
    await stack.append(letterLine("a.ndjson:1", hostile, "is not JSON"));
    const page = await stack.open("/pipeline?window=7d");
    await page.getByText("Only who runs this server may do that").waitFor({ timeout: waitMs });
    assert.equal(await page.locator("[data-letter]").count(), 0);
    assert.equal(await page.getByText("onerror").count(), 0);
  },
  undefined,
  true,
);
