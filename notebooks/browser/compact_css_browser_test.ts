import assert from "node:assert/strict";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { compactCss } from "../export/compact_css.ts";
import { clientBundle, loadAssets } from "../serve/assets.ts";
import { launchBrowser } from "./browser_harness.ts";

Deno.test({
  name: "the styles of a report have the rules of its page, whatever compactCss() takes away",
  ...needsBrowser,
  async fn() {
    const assets = await loadAssets(clientBundle);
    const css = new TextDecoder().decode(assets.get("page.css")!.body);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const rulesOf = (css: string) =>
        page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          return [...sheet.cssRules].map(({ cssText }) =>
            cssText.replace(/\s+/g, " ").replace(/ ?([(),]) ?/g, "$1")
          );
        }, css);
      const rules = await rulesOf(css);
      assert.ok(rules.length > 100, `${rules.length} rules`);
      assert.deepEqual(await rulesOf(compactCss(css)), rules);
    } finally {
      await browser.close();
    }
  },
});
