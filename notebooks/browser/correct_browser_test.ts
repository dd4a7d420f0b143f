import assert from "node:assert/strict";
import {
  browserTest,
  drawer,
  posts,
  seriousFindings,
  valueOf,
  waitForCount,
  waitMs,
} from "./page_harness.ts";

/** Each step waits for a landing, and for the pages that follow it. */
const patientMs = 3 * waitMs;

browserTest(
  "a mood is corrected where its post is read, open pages follow, and it can be taken back",
  async ({ open, post, complaints }) => {
    await post(...posts(30, "storm"));
    const other = await open("/topic?topic=storm&window=24h");
    const page = await open("/topic?topic=storm&window=24h", { bypassCSP: true });
    await waitForCount(page, 30);
    const share = (of: typeof page) => valueOf(of, "Negative");
    await share(other).filter({ hasText: "33" }).waitFor({ timeout: patientMs });
    await share(page).getByRole("button").click();
    const first = drawer(page).locator(".gs-posts > li").first();
    await first.getByRole("button", { name: "correct" }).click();
    assert.deepEqual(await seriousFindings(page), []);
    await first.getByRole("button", { name: "positive" }).click();
    await first.getByText(/Corrected by hand, was negative −[01]\.\d\d by sentiment-microblog-\d/).waitFor({
      timeout: patientMs,
    });
    for (const tab of [page, other]) {
      await share(tab).filter({ hasText: "30" }).waitFor({ timeout: patientMs });
    }
    await first.getByRole("button", { name: "correct" }).click();
    await first.getByText(/: positive, by \S/).waitFor({ timeout: patientMs });
    await first.getByRole("button", { name: "as modelled" }).click();
    await share(other).filter({ hasText: "33" }).waitFor({ timeout: patientMs });
    await first.getByText("Corrected by hand").waitFor({ state: "detached", timeout: patientMs });
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);

browserTest(
  "nobody else is offered to correct a mood",
  async ({ open, post, complaints }) => {
    await post(...posts(30, "storm"));
    const page = await open("/topic?topic=storm&window=24h");
    await waitForCount(page, 30);
    await valueOf(page, "Posts").getByRole("button").click();
    await drawer(page).locator(".gs-posts > li").first().waitFor({ timeout: patientMs });
    assert.equal(await drawer(page).getByRole("button", { name: "correct" }).count(), 0);
    const answer = await page.evaluate(async () => {
      const body = JSON.stringify({ post: { source: "x", id: "storm-0" }, mood: 1 });
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/correct/post", { method: "POST", headers, body })).status;
    });
    assert.equal(answer, 403);
    assert.deepEqual(complaints.filter((text) => !/status of 403/.test(text)), []);
  },
  undefined,
  true,
);

browserTest(
  "a rule for a phrase moves the topic's curves at once, shows before and after, and is taken back",
  async ({ open, post, complaints }) => {
    await post(...posts(30, "storm"), ...posts(30, "calm"));
    const page = await open("/topic?topic=storm&window=24h", { bypassCSP: true });
    const other = await open("/topic?topic=calm&window=24h");
    const share = (of: typeof page) => valueOf(of, "Negative");
    for (const tab of [page, other]) {
      await share(tab).filter({ hasText: "33" }).waitFor({ timeout: patientMs });
    }
    await share(page).getByRole("button").click();
    const phrase = drawer(page).getByLabel("A post of this topic that holds the phrase");
    await phrase.fill("hate IT");
    assert.deepEqual(await seriousFindings(page), []);
    await drawer(page).getByRole("group", { name: "is" }).getByRole("button", { name: "neutral" }).click();
    await drawer(page).getByText("“hate it” is neutral", { exact: false }).first().waitFor({
      timeout: patientMs,
    });
    await share(page).filter({ hasText: /^0/ }).waitFor({ timeout: patientMs });
    await page.getByText(
      "Corrected by hand: 0 moods, by 1 phrase rule: 10; 0\u202F% negative as corrected, 33\u202F% as modelled",
    ).waitFor({ timeout: patientMs });
    await valueOf(page, "Posts").getByRole("button").click();
    await drawer(page).getByText(/By the rule “hate it”, was negative −[01]\.\d\d by/).first().waitFor({
      timeout: patientMs,
    });
    await page.getByLabel("Moods").selectOption("modelled");
    await share(page).filter({ hasText: "33" }).waitFor({ timeout: patientMs });
    await page.getByLabel("Moods").selectOption("corrected");
    await share(page).filter({ hasText: /^0/ }).waitFor({ timeout: patientMs });
    await share(other).filter({ hasText: "33" }).waitFor({ timeout: patientMs });
    await drawer(page).getByText(/^sentiment-microblog-\d+, corrected by a rule: 10$/).waitFor({
      timeout: patientMs,
    });
    await drawer(page).getByRole("button", { name: "Take the rule “hate it” back" }).click();
    await share(page).filter({ hasText: "33" }).waitFor({ timeout: patientMs });
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);

browserTest(
  "some posts of a topic are judged without sight of their mood, and the page says how often the model was right",
  async ({ open, post, complaints }) => {
    await post(...posts(9, "storm"));
    const page = await open("/topic?topic=storm&window=24h", { bypassCSP: true });
    await waitForCount(page, 9);
    await valueOf(page, "Posts").getByRole("button").click();
    await drawer(page).getByRole("button", { name: "Judge some posts" }).click();
    const check = drawer(page).locator(".gs-correct").filter({
      hasText: "How often is the model right here?",
    });
    for (let at = 1; at <= 9; at++) {
      await check.getByText(`Post ${at} of 9`).waitFor({ timeout: patientMs });
      assert.doesNotMatch(await check.innerText(), /sentiment-|−\d\.|corrected/);
      if (at === 1) assert.deepEqual(await seriousFindings(page), []);
      await check.getByRole("button", { name: "negative" }).click();
    }
    await check.getByText("9 posts judged: the page states what was measured.").waitFor({
      timeout: patientMs,
    });
    const row = (mood: string) =>
      page.locator(".gs-figure tr", { hasText: mood }).filter({ hasText: "sentiment-" });
    await row("negative").filter({ hasText: "100\u202F%" }).filter({ hasText: "44\u202F% to 100\u202F%" })
      .waitFor({
        timeout: patientMs,
      });
    await row("positive").filter({ hasText: "0\u202F% to 56\u202F%" }).waitFor({ timeout: patientMs });
    await page.getByText("Corrected by hand: 9 moods", { exact: false }).waitFor({ timeout: patientMs });
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);

browserTest(
  "AFINN and wink-nlp say their moods beside the model's, and how often they agree with it",
  async ({ open, post, complaints }) => {
    await post(...posts(30, "storm"));
    const page = await open("/topic?topic=storm&window=24h", { bypassCSP: true });
    await waitForCount(page, 30);
    await valueOf(page, "Posts").getByRole("button").click();
    await drawer(page).getByRole("button", { name: "Ask others for the mood" }).click();
    await drawer(page).getByText("Agreement with the model on 30 posts of this number, drawn by lot:")
      .waitFor({
        timeout: patientMs,
      });
    const first = drawer(page).locator(".gs-posts > li").first();
    await first.getByText(
      /^AFINN-165 \(sentiment [\d.]+\): negative; wink-nlp [\d.]+ \(wink-eng-lite-web-model [\d.]+\): negative$/,
    ).waitFor({ timeout: patientMs });
    await drawer(page).getByText(/^\d+\u202F% \(\d+\u202F% to \d+\u202F%\)$/).first().waitFor({
      timeout: patientMs,
    });
    assert.deepEqual(await seriousFindings(page), []);
    assert.deepEqual(complaints, []);
    await page.context().close();
  },
);
