import type { Report } from "../../../ingest/base/report.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitKinds } from "../../text/units.ts";
import { createWordTable } from "../../text/word_table.ts";
import { entityTags } from "../entity_types.ts";
import type { Span } from "./conll.ts";
import { readDirections } from "./directions.ts";
import { contextWidth, embedUnits, type ReadUnits } from "./embed_units.ts";
import { encodeEntityMarks, type Marks } from "./entity_marks.ts";
import { taggerNumbers } from "./make_tagger.ts";
import { type Sensed, senseText } from "./sensed.ts";
import type { Tagged } from "./tagged.ts";
import { readFacts } from "./tagger_facts.ts";
import {
  isHeldOut,
  readTagged,
  taggerSets,
  tagText,
  trainingTexts,
  unlabelledTweets,
} from "./tagger_texts.ts";
import { createTeacher, type Teacher } from "./teach_tagger.ts";

const blockTexts = 16_384;
// They mark more than the tagger would: where they are unsure a text is left out anyway.
const teacherNumbers = { ...taggerNumbers, outsideBias: 0 };
// Most texts name nothing, and teach less.
const namelessEvery = 3;

/** The bytes of the names that teachers see in tweets. @throws {Fatal} where a transformer cannot be fetched or run. */
export async function markEntities(report: Report): Promise<Uint8Array> {
  const directions = readDirections();
  const { words, phrases } = readFacts(directions);
  const tables = { words: createWordTable(words), phrases: createWordTable(phrases) };
  const known = { tables, ranks: directions.ranks };
  const sense = async (texts: readonly { text: string; tagged: Tagged }[]): Promise<Sensed[]> => {
    const contexts = await embedUnits(texts.map(({ text, tagged }) => asRead(text, tagged)), report);
    return texts.map(({ text, tagged }, i) => senseText(text, tagged, contexts[i]!, known));
  };
  const labelled = taggerSets.flatMap((set) => trainingTexts(set).filter((_, post) => !isHeldOut(post)));
  const lessons = labelled.map((text) => ({ text: text.text, tagged: tagText(text, tables) }));
  const teacher = createTeacher(await sense(lessons), directions, contextWidth, teacherNumbers);
  const texts = unlabelledTweets();
  const marks: Marks[] = [];
  for (let from = 0; from < texts.length; from += blockTexts) {
    const block = texts.slice(from, from + blockTexts);
    const sensed = await sense(block.map((text) => ({ text, tagged: readTagged(text, tables) })));
    block.forEach((text, i) => {
      const spans = markText(teacher, text, sensed[i]!);
      marks.push(spans?.length === 0 && (from + i) % namelessEvery !== 0 ? undefined : spans);
    });
  }
  return encodeEntityMarks("bge-small-en-v1.5", texts, marks);
}

// Handles, links and tags as `embedTexts` reads them.
function asRead(text: string, { count, plain }: Tagged): ReadUnits {
  readUnits(text, tokenise(text), units);
  const forms = Array.from({ length: count }, (_, unit) => {
    const form = text.slice(units.starts[unit], units.ends[unit]);
    const kind = units.kinds[unit];
    if (kind === unitKinds.mention) return "@user";
    if (kind === unitKinds.link) return "http";
    return kind === unitKinds.hashtag ? form.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ") : form;
  });
  return { forms, wanted: [...plain.keys()].filter((unit) => !plain[unit]) };
}

function markText(teacher: Teacher, text: string, sensed: Sensed): Marks {
  const path = teacher(sensed);
  if (path === undefined) return undefined;
  readUnits(text, tokenise(text), units);
  const spans: Span[] = [];
  path.forEach((tag, unit) => {
    const [start, end] = [units.starts[unit]!, units.ends[unit]!];
    const name = entityTags[tag]!;
    if (name.startsWith("B-")) spans.push({ start, end, type: name.slice(2) });
    else if (name.startsWith("I-")) spans.at(-1)!.end = end;
  });
  return spans;
}

const units = createUnits();
