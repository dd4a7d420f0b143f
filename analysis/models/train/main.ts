import { parseArgs } from "node:util";
import { Fatal } from "../../../ingest/base/errors.ts";
import { runMain } from "../../../ingest/base/run_main.ts";
import { cardTexts, modelName } from "../cards.ts";
import { encodeLexicons } from "../lexicon_file.ts";
import { encodeLinear } from "../linear_file.ts";
import { decodeModels, type ModelBytes } from "../models.ts";
import { encodeTagger } from "../tagger_file.ts";
import { encodeVocabulary } from "../vocabulary_file.ts";
import { formatCard } from "../score/card.ts";
import { devScores } from "../score/dev_scores.ts";
import { makeLexicons } from "./lexicons.ts";
import { makeTagger } from "./make_tagger.ts";
import { makeVocabulary } from "./make_vocabulary.ts";
import { makeHead } from "./make_head.ts";
import { recipes, vocabularyTexts } from "./recipes.ts";
import { readMarks } from "./marks.ts";
import { vectorModel } from "./word_vectors.ts";
import { readVectors } from "./vectors.ts";

/** `deno task train [NAME...]`: makes the model files, all or those named, in analysis/models/files. */
async function main(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const vectors = readVectors();
  const lexicons = makeLexicons();
  const vocabulary = makeVocabulary(vocabularyTexts(), vectors);
  const lists = {
    lexicons: Object.values(lexicons),
    vocabulary,
    vectors: vectorModel(vocabulary, vectors),
    readMarks,
  };
  const makers: Record<string, () => Uint8Array> = {
    lexicons: () => encodeLexicons("lexicons-1", lexicons),
    vocabulary: () => encodeVocabulary("vocabulary-1", vocabulary),
    ...Object.fromEntries(
      Object.entries(recipes).map(([name, recipe]) => [
        name,
        () => encodeLinear(makeHead(recipe(), modelName(name), lists)),
      ]),
    ),
    entities: () => encodeTagger(makeTagger(modelName("entities"))),
  };
  const unknown = positionals.find((name) => makers[name] === undefined);
  if (unknown !== undefined) {
    throw new Fatal(`No model "${unknown}": there are ${Object.keys(makers).join(", ")}`);
  }
  for (const [name, make] of Object.entries(makers)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const started = performance.now();
    const bytes = make();
    await Deno.writeFile(fileOf(`${name}.model`), bytes);
    console.log(`${name}: ${bytes.length} bytes in ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await writeCards(Object.keys(makers) as (keyof ModelBytes)[]);
  return 0;
}

async function writeCards(names: (keyof ModelBytes)[]): Promise<void> {
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await Deno.readFile(fileOf(`${name}.model`))])),
  ) as ModelBytes;
  const models = decodeModels(files);
  for (const [name, text] of Object.entries(cardTexts)) {
    const card = formatCard(
      modelName(name),
      text,
      files[name as keyof ModelBytes].length,
      devScores[name]!(models),
    );
    await Deno.writeTextFile(fileOf(`${name}.md`), card);
  }
}

function fileOf(name: string): URL {
  return new URL(`../files/${name}`, import.meta.url);
}

if (import.meta.main) await runMain(() => main(Deno.args));
