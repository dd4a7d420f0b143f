import { createHash } from "node:crypto";
import { z } from "zod";
import { Fatal, messageOf } from "../ingest/base/errors.ts";
import type { Settings } from "../ingest/base/settings.ts";
import { categoryNames } from "./models/categories.ts";
import type { OwnLabels, Seed } from "./text/own_labels.ts";
import { wordLeaf } from "./topics/leaf.ts";

const taken = [...categoryNames, "unsupported"];
const name = z.string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _&-]{0,39}$/u, "must be up to 40 letters, digits, spaces, _, & and -")
  .refine((name) => !taken.includes(name), "is a category of the model");
const seed = z.string().max(100, "must have 100 characters at most")
  .refine((seed) => readSeed(seed).length > 0, "holds no word");
const schema = z.record(name, z.array(seed).min(1, "needs a seed").max(200, "may have 200 seeds at most"))
  .refine((labels) => Object.keys(labels).length > 0, "holds no category")
  .refine((labels) => Object.keys(labels).length <= 50, "may have 50 categories at most");

/**
 * The categories of the user's own: `CATEGORY_LABELS` names a JSON file of seeds by category. Undefined without one.
 * @throws {Fatal} naming the file, and what in it is wrong.
 */
export function readOwnLabels(
  { CATEGORY_LABELS: path }: Pick<Settings, "CATEGORY_LABELS">,
): OwnLabels | undefined {
  if (path === "") return undefined;
  const refuse = (why: string): never => {
    throw new Fatal(`Cannot use CATEGORY_LABELS "${path}": ${why}`);
  };
  let content: unknown;
  try {
    content = JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    return refuse(messageOf(error));
  }
  const { data, error } = schema.safeParse(content);
  if (error !== undefined) return refuse(sayIssue(error.issues[0]!, content));
  const labels = Object.entries(data).map(([name, seeds]) => ({ name, seeds: seeds.map(readSeed) }));
  const version = createHash("sha256").update(JSON.stringify(labels)).digest("hex").slice(0, 8);
  return { model: `labels-${version}`, labels };
}

// As in a topic, but that words without quotes follow each other: `begin*` for its beginning, a word with its hashtag.
function readSeed(text: string): Seed {
  const prefix = text.endsWith("*");
  const leaf = wordLeaf(prefix ? text.slice(0, -1) : text, prefix);
  if (leaf === null) return [];
  return [leaf.tokens, ...leaf.tag === null ? [] : [[leaf.tag]]].map((tokens) => ({ tokens, prefix }));
}

function sayIssue({ path, message, code, ...more }: z.core.$ZodIssue, content: unknown): string {
  const [label, index] = path;
  const inner = code === "invalid_key" && "issues" in more ? more.issues[0]?.message : undefined;
  const what = inner ?? message;
  if (label === undefined) return `it ${what}`;
  const seeds = (content as Record<string, unknown>)[String(label)];
  const seed = typeof index === "number" && Array.isArray(seeds)
    ? ` seed ${JSON.stringify(seeds[index])}`
    : "";
  return `"${String(label)}"${seed} ${what}`;
}
