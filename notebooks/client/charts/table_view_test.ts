import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { tableView } from "./table_view.ts";

Deno.test("tableView() has the heads of the columns that there are, also when the last of them goes", () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "document");
  Object.defineProperty(globalThis, "document", { configurable: true, value: new JSDOM().window.document });
  try {
    const view = tableView();
    const heads = () => [...view.node.querySelectorAll("th")].map((head) => head.textContent);
    view.show("Feelings", { columns: ["Window", "joy", "anger"], rows: [["12:00", 1, 2]] });
    assert.deepEqual(heads(), ["Window", "joy", "anger"]);
    view.show("Feelings", { columns: ["Window", "joy"], rows: [["12:00", 1]] });
    assert.deepEqual(heads(), ["Window", "joy"]);
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, "document");
    else Object.defineProperty(globalThis, "document", before);
  }
});
