import { needsBench } from "../../../ingest/base/test_needs.ts";
import { readMarkings } from "./markings.ts";
import { readMarks } from "./marks.ts";
import { markedTexts } from "./recipe.ts";

Deno.test({
  name: "the files of marks are of the texts that heads learn from, and of no others",
  ...needsBench,
  fn() {
    for (const [name, { recipe }] of Object.entries(readMarkings())) {
      readMarks(name, { ...recipe.task, texts: markedTexts(recipe) });
    }
  },
});
