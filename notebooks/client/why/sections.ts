import type { PostsBehind } from "../../why/posts_behind.ts";
import { element } from "../dom.ts";
import { full, moment as when, plural, window as windowOf } from "../words.ts";
import { drawCoverage } from "./coverage_part.ts";
import { makerWords } from "./maker_words.ts";
import { showPairs, showQuery } from "./query_view.ts";
import type { Why } from "./why.ts";

const signs = [["negative", "−"], ["neutral", "○"], ["positive", "+"]] as const;

/**
 * The parts of the drawer below its sentence, each with a rule above. `posts` is the list with what goes on from it, `moods` is
 * what can be done about moods, `width` is the room.
 */
export function drawSections(
  why: Why,
  behind: PostsBehind,
  posts: HTMLElement,
  moods: HTMLElement[],
  width?: number,
): HTMLElement[] {
  return [
    section("The posts", [moodCounts(why, behind), posts]),
    section("Coverage", drawCoverage(behind, width)),
    section("Query", [
      showQuery(behind.query),
      element("h4", {}, "Its posts"),
      showQuery(behind.postsQuery),
    ]),
    section("Mood", [showPairs(mood(behind)), ...moods]),
    section("Window and as-of", [showPairs([
      ["Window", windowOf(behind.from, behind.to - behind.from)],
      ["As of", when(behind.asOf)],
      ["Landing", full(behind.landing)],
    ])]),
  ];
}

function section(title: string, children: Node[]): HTMLElement {
  return element("section", { class: "gs-why-part" }, element("h3", {}, title), ...children);
}

function moodCounts({ key }: Why, { moods, count }: PostsBehind): HTMLElement {
  const all = moods.negative + moods.neutral + moods.positive + moods.unknown;
  const counted = signs.map(([name, sign]) =>
    element(
      "span",
      { class: `gs-why-mood gs-${name}`, title: name },
      element("b", { "aria-hidden": "true" }, sign),
      ` ${full(moods[name])}`,
      element("span", { class: "gs-hidden" }, ` ${name}`),
    )
  );
  const rest = [
    moods.unknown > 0 && `${full(moods.unknown)} without a known mood`,
    key["mood"] !== undefined && all !== count && `${full(count)} of them counted here`,
    "newest first",
  ].filter((words) => words !== false);
  return element("p", { class: "gs-why-moods" }, ...counted, rest.join("; "));
}

function mood({ makers, moods }: PostsBehind): [string, string][] {
  const made = makers === null ? "whom this report has not saved" : makerWords(makers);
  return moods.unknown === 0 ? [["Made by", made]] : [["Made by", made], [
    "Doubt",
    `${plural(moods.unknown, "post")} could not be judged and are in no share`,
  ]];
}
