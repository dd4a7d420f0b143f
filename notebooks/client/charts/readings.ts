import { element } from "../dom.ts";
import { percent } from "../words.ts";
import { languageName } from "./language_name.ts";
import { moodName } from "./mood_name.ts";
import { plainText } from "./plain_text.ts";

type Row = Record<string, unknown>;

const maxChars = 60;
const modelColumns = ["sentiment_model", "emotion_model", "category_model", "entities_model"];
/** What stands in texts as it is called, so that it can be marked there. */
const marked: ReadonlySet<string> = new Set(
  "person place organisation product work date time duration money percent".split(" "),
);

/** What a post names and what each is, by name in lower case. */
export function namesIn(row: Row): Map<string, string> {
  return new Map(itemsOf(row).map(([type, name]) => [name.toLowerCase(), type]));
}

/** What the models read out of a post, and which: a line below it; null where the row does not say. */
export function readingsLine(row: Row): HTMLElement | null {
  if (!("lang" in row)) return null;
  const part = (text: string) => element("bdi", {}, plainText(text, maxChars));
  const known = (row["mood"] ?? null) !== null;
  const models = modelColumns.flatMap((name) => row[name] ?? []);
  const readings = [
    known ? moodWords(row) : "no mood: no model knows the language",
    ...["emotion", "category"].flatMap((name) =>
      typeof row[name] === "string" ? [`${name}: ${labelWords(row[name])}`] : []
    ),
    languageName(row["lang"] as string | null),
    ...itemsOf(row).map(([type, name]) => `${type}: ${name}`),
  ];
  return element(
    "p",
    { class: "gs-meta gs-readings" },
    ...readings.map(part),
    known && element("bdi", {}, `by ${models.join(", ")}`),
  );
}

/** A label of a model as people write it. */
export function labelWords(label: string): string {
  return label.replaceAll("_", " ");
}

function itemsOf(row: Row): [string, string][] {
  const items = Array.isArray(row["entities"]) ? row["entities"].map(String) : [];
  return items.map((item): [string, string] => {
    const end = item.indexOf(":");
    return [item.slice(0, end), item.slice(end + 1)];
  }).filter(([type]) => marked.has(type));
}

// What is stored are two numbers, of which the three probabilities follow.
function moodWords(row: Row): string {
  const [mood, polarity, subjectivity] = [
    row["model_mood"] ?? row["mood"],
    row["model_polarity"] ?? row["polarity"],
    row["subjectivity"],
  ].map(Number);
  const name = moodName(mood!);
  if ((row["subjectivity"] ?? null) === null) return name;
  const chance = mood === 0 ? 1 - subjectivity! : (subjectivity! + mood! * polarity!) / 2;
  return `${name} ${percent(chance)}`;
}
