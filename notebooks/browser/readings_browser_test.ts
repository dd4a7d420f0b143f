import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { TestPost } from "./browser_harness.ts";
import { browserTest, drawer, minuteMs, readDrawer, waitForCount, waitMs } from "./page_harness.ts";

const said = [
  "Barack Obama is in Boston again and I love the new city park",
  "I am so angry, Microsoft broke my new phone again today, I hate it",
  "Das ist heute leider wieder ein ganz schlechter Tag für uns alle gewesen",
];

function posts(): TestPost[] {
  return Array.from({ length: 36 }, (_, nth) => ({
    id: `${nth}`,
    text: `${said[nth % 3]} (${nth}) storm`,
    createdAt: Date.now() - (nth + 2) * minuteMs,
    authorId: `${nth}`,
  }));
}

const chart = (page: Page, noun: string) =>
  page.locator("table.gs-ranked").filter({
    has: page.getByRole("columnheader", { name: noun, exact: true }),
  });

for (const address of ["/topic?topic=storm&window=1h", "/pulse?window=1h"]) {
  browserTest(
    `${address} ranks what models read out of posts, and each row leads to its posts`,
    async (stack) => {
      await stack.post(...posts());
      const page = await stack.open(address);
      await waitForCount(page, 36);
      const rows = [
        ["Person", "Barack Obama", "that name the person “Barack Obama”"],
        ["Place", "Boston", "that name the place “Boston”"],
        ["Organisation", "Microsoft", "that name the organisation “Microsoft”"],
        ["Phrase", "new city park", "that say “new city park”"],
        ["Emotion", "anger", "that show anger"],
        ["Language", "German", "in German"],
      ] as const;
      for (const [noun, name, words] of rows) {
        const row = chart(page, noun).locator("tbody tr").filter({ hasText: name });
        await row.waitFor({ timeout: waitMs });
        const number = await row.locator("td").nth(1).innerText();
        await row.locator("td").first().click();
        await drawer(page).getByText(words).waitFor({ timeout: waitMs });
        assert.equal(await readDrawer(page, number), Number(number), `${noun} ${name}`);
      }
      assert.equal(
        await page.getByText("33\u202F% of posts are in languages that no model reads").count(),
        1,
      );
      assert.deepEqual(stack.complaints, []);
    },
  );
}

browserTest(
  "a post that says nothing has no mood, and is in no language that no model reads",
  async (stack) => {
    const nothing = { ...posts()[0]!, id: "nothing", text: "https://example.org/picture" };
    await stack.post(...posts(), nothing);
    const page = await stack.open("/pulse?window=1h");
    await waitForCount(page, 37);
    await page.getByText("32\u202F% of posts are in languages that no model reads").waitFor({
      timeout: waitMs,
    });
    await page.getByText("24 with a mood, 30 needed").first().waitFor({ timeout: waitMs });
  },
);

browserTest(
  "the drawer says of each post what models read, which, and marks the names in it",
  async (stack) => {
    await stack.post(...posts());
    const page = await stack.open("/topic?topic=obama&window=1h");
    await waitForCount(page, 12);
    await page.locator(".gs-value button").first().click();
    await readDrawer(page, "12");
    const item = drawer(page).locator(".gs-posts > li").first();
    assert.equal(await item.locator("mark[title=person]").first().innerText(), "Barack Obama");
    assert.equal(await item.locator("mark[title=place]").first().innerText(), "Boston");
    const line = await item.locator(".gs-readings").first().innerText();
    for (
      const words of [/positive \d+\u202F%/, /emotion: \w+/, /category: \w+/, /English/, /place: Boston/]
    ) {
      assert.match(line, words);
    }
    assert.match(line, /by sentiment-microblog-\d+, emotion-\d+\S*, category-\d+, entities-\d+/);
    await page.goto(new URL("/topic?topic=storm&window=1h&why=languages&key.lang=de", page.url()).href);
    const german = drawer(page).locator(".gs-readings").first();
    await german.filter({ hasText: "no model knows the language" }).waitFor({ timeout: waitMs });
    assert.match(await german.innerText(), /German/);
  },
);

browserTest("the drawer folds near copies below the first of them, and still counts each", async (stack) => {
  const text = "Breaking: the old harbour bridge is closed for the whole of this week";
  const copies = ["https://t.example/a", "@ann @bob", "https://t.example/b"];
  await stack.post(
    ...copies.map((end, nth) => ({
      id: `${nth}`,
      text: `${text} ${end}`,
      createdAt: Date.now() - (nth + 2) * minuteMs,
    })),
    { id: "9", text: "A quiet day at the harbour bridge", createdAt: Date.now() - 9 * minuteMs },
  );
  const page = await stack.open("/topic?topic=harbour&window=1h");
  await waitForCount(page, 4);
  await page.locator(".gs-value button").first().click();
  assert.equal(await readDrawer(page, "4"), 4);
  const items = drawer(page).locator(".gs-posts:not(.gs-copies *) > li");
  assert.equal(await items.count(), 2);
  await items.first().getByText("2 near copies").click();
  await items.first().locator("li").nth(1).getByText("t.example/b").waitFor({ timeout: waitMs });
});
