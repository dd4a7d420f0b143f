import { parseArgs } from "node:util";
import { Fatal } from "../../../ingest/base/errors.ts";
import { consoleReport, type Report } from "../../../ingest/base/report.ts";
import { runMain } from "../../../ingest/base/run_main.ts";
import { loadModels } from "../load_models.ts";
import { embeddingWidth, embedTexts } from "./embed.ts";
import { markTexts } from "./mark.ts";
import { markEntities } from "./mark_entities.ts";
import { markTogether } from "./mark_together.ts";
import { type Marking, readMarkings } from "./markings.ts";
import { marksFile } from "./marks.ts";
import { encodeMarks } from "./marks_file.ts";
import { markedTexts, sourcesOf, textsOf } from "./recipe.ts";
import { embeddedTexts } from "./recipes.ts";
import { trainingLists } from "./training_lists.ts";

/**
 * `deno task teach [NAME...]`: asks a transformer about texts and makes the files of marks, all or those named. What it says
 * differs a little from processor to processor: that these files are kept is why training makes the same bytes everywhere.
 */
async function main(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const markings = readMarkings();
  const names = [...Object.keys(markings), entities];
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Fatal(`No marks "${unknown}": there are ${names.join(", ")}`);
  const wanted = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  const report = consoleReport();
  const embedded = wanted.some((name) => name !== entities) ? await embedAll(report) : new Map();
  for (const name of wanted) {
    const bytes = name === entities ? await markEntities(report) : mark(markings[name]!, embedded);
    await Deno.writeFile(marksFile(name), bytes);
    console.log(`${name}: ${bytes.length} bytes`);
  }
  return 0;
}

const entities = "entities";

async function embedAll(report: Report): Promise<ReadonlyMap<string, Float16Array>> {
  const embedded = new Map<string, Float16Array>();
  for (const texts of embeddedTexts()) {
    const numbers = await embedTexts(texts, report);
    texts.forEach((text, i) => {
      embedded.set(text, numbers.subarray(i * embeddingWidth, (i + 1) * embeddingWidth));
    });
  }
  return embedded;
}

function mark({ recipe, rows }: Marking, embedded: ReadonlyMap<string, Float16Array>): Uint8Array {
  const { task, marked } = recipe;
  const numbers = textsOf(recipe).map((text) => embedded.get(text)!);
  const marks = marked!.own === "all"
    ? markTexts(numbers, task, rows, sourcesOf(recipe))
    : markTogether(numbers, recipe, rows, trainingLists(loadModels()));
  return encodeMarks("bge-small-en-v1.5", { ...task, texts: markedTexts(recipe) }, marks);
}

if (import.meta.main) await runMain(() => main(Deno.args));
