import type { HeadKind } from "../../text/linear.ts";
import { categories, categoryNames } from "../categories.ts";
import { emotions, microblogEmotions } from "../emotions.ts";
import { moodOfEmotion, moods } from "../moods.ts";
import { communities } from "../communities.ts";
import { type Labelled, readNdjson, readRelabelled, readTsv } from "./bench_files.ts";
import { readSubmissions } from "./recorded_posts.ts";
import { balancedWeights } from "./train_linear.ts";

/** Labelled texts of one task: `targets` are numbers of labels, or for `sigmoid` bits. */
export interface Task {
  kind: HeadKind;
  labels: readonly string[];
  texts: string[];
  targets: Int32Array;
}

// Of more labels some are too rare to count as much as the others.
const mostBalanced = 4;

/** How many labels a task has and what each counts, by these rows (default all). */
export function shapeOf({ kind, labels, targets }: Task, rows?: Int32Array) {
  const balanced = kind === "softmax" && labels.length <= mostBalanced;
  return {
    kind,
    labels: labels.length,
    classWeights: balanced ? balancedWeights(targets, labels.length, rows) : labels.map(() => 1),
  };
}

/** Sentiment of tweets, by year of the contest from 2013 to 2016. */
export const tweetSentiment = (part: Part): Task => single(moods, readTsv(`sentiment/${part}.tsv`));

/** Sentiment of Reddit comments, made of their emotions; those of both signs or of none that has one are left out. */
export function redditSentiment(part: Part): Task {
  const rows = readRelabelled(`goemotions/${part}.ekman.tsv`, `goemotions/${part}.labels27.tsv`);
  const judged = rows.flatMap(({ labels, text }) => {
    const found = new Set(labels.map((label) => moodOfEmotion[label]).filter((mood) => mood !== undefined));
    if (found.size > 1) found.delete("neutral");
    return found.size === 1 ? [{ labels: [...found], text }] : [];
  });
  return single(moods, judged);
}

/** Emotions of Reddit comments: Ekman's seven, with love and optimism out of the 27. */
export function redditEmotions(part: Part): Task {
  const rows = readTsv(`goemotions/${part}.ekman.tsv`);
  const fine = readRelabelled(`goemotions/${part}.ekman.tsv`, `goemotions/${part}.labels27.tsv`);
  const both = rows.map(({ labels, text }, i) => ({
    labels: [...labels, ...fine[i]!.labels.filter((label) => label === "love" || label === "optimism")],
    text,
  }));
  return multiple(emotions, both);
}

/** All 27 emotions of Reddit comments. */
export function fineEmotions(): Task {
  const rows = readRelabelled("goemotions/train.ekman.tsv", "goemotions/train.labels27.tsv");
  return multiple(labelsOf(rows), rows);
}

/** Emotions of tweets, one each. */
export const tweetEmotions = (part: Part): Task => single(microblogEmotions, readTsv(`emotion/${part}.tsv`));

/** Categories of tweets, merged as `categories` says. */
export function tweetCategories(part: Part): Task {
  const rows = readNdjson<{ text: string; topics: string[] }>(`topics/${part}.ndjson`);
  const nameOf = new Map(
    Object.entries(categories).flatMap(([name, topics]) =>
      topics.map((topic): [string, string] => [topic, name])
    ),
  );
  return multiple(
    categoryNames,
    rows.map(({ text, topics }) => ({ text, labels: topics.map((topic) => nameOf.get(topic)!) })),
  );
}

/** Recorded submissions of Reddit by the category of their community: a task that only helps. */
export function communityCategories(): Task {
  const categoryOf = new Map(
    Object.entries(communities).flatMap(([category, names]) =>
      names.split(" ").map((name): [string, string] => [name, category])
    ),
  );
  return single(
    categoryNames,
    readSubmissions().flatMap(({ community, text }) => {
      const category = categoryOf.get(community);
      return category === undefined ? [] : [{ labels: [category], text }];
    }),
  );
}

/** A task that only helps: any labels that a file has. */
export function otherTask(file: string): Task {
  const rows = readTsv(file);
  return single(labelsOf(rows), rows);
}

type Part = "train" | "dev";

function labelsOf(rows: readonly Labelled[]): string[] {
  return [...new Set(rows.flatMap(({ labels }) => labels))].sort();
}

function single(labels: readonly string[], rows: readonly Labelled[]): Task {
  return {
    kind: "softmax",
    labels,
    texts: rows.map(({ text }) => text),
    targets: Int32Array.from(rows, (row) => labels.indexOf(row.labels[0]!)),
  };
}

function multiple(labels: readonly string[], rows: readonly Labelled[]): Task {
  return {
    kind: "sigmoid",
    labels,
    texts: rows.map(({ text }) => text),
    targets: Int32Array.from(
      rows,
      (row) => row.labels.reduce((bits, label) => bits | 1 << labels.indexOf(label), 0),
    ),
  };
}
