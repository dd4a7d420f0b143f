import { makePost } from "../charts/post_item.ts";
import { element } from "../dom.ts";
import type { PageView } from "../page_view.ts";
import type { AskWhy } from "../why/ask.ts";
import { whySentence, whyTitle } from "../why/sentence.ts";
import type { Why } from "../why/why.ts";

const postsPerNote = 3;
/** Of a ranking, so many rows have notes. */
const notesPerList = 3;
const controls =
  ".gs-acts, .gs-more, .gs-tip, .gs-mark, .gs-segments, .gs-params, .gs-topic, .gs-hint, .gs-link, " +
  ".gs-time-line button, .gs-as-of, .gs-saved, .gs-below, .gs-rank-name > :not(:first-child, sup)";

/** Leaves nothing that needs a script: what leads to posts gets a letter, and its posts stand as notes at the end. */
export async function makePlain(
  root: HTMLElement,
  { ask, topics }: { ask: AskWhy; topics: ReturnType<PageView["topics"]> },
): Promise<void> {
  const letters = new Map<string, { letter: string; note: HTMLElement }>();
  for (const mark of marksOf(root)) {
    const text = mark.dataset["why"]!;
    const known = letters.get(text);
    const note = known?.note ?? await drawNote(readWhy(text), ask, topics);
    if (note === null) continue;
    const letter = known?.letter ?? letterOf(letters.size);
    letters.set(text, { letter, note });
    const link = element("a", { href: `#note-${letter}` }, letter);
    mark.after(element("sup", {}, link));
  }
  for (const node of root.querySelectorAll(controls)) node.remove();
  for (const button of root.querySelectorAll("button")) {
    if (!button.hidden) button.before(...button.childNodes);
    button.remove();
  }
  root.querySelector("#head h1")?.classList.remove("gs-hidden");
  for (const node of root.querySelectorAll("[tabindex], [data-why]")) {
    node.removeAttribute("tabindex");
    node.removeAttribute("data-why");
  }
  if (letters.size === 0) return;
  const items = [...letters.values()].map(({ letter, note }) => {
    note.id = `note-${letter}`;
    note.querySelector("h3")!.prepend(`${letter}. `);
    return note;
  });
  root.querySelector("#foot")!.before(
    element("section", { class: "gs-notes" }, element("h2", {}, "Behind the numbers"), ...items),
  );
}

function marksOf(root: HTMLElement): HTMLElement[] {
  const inLists = new Map<Element, number>();
  return [...root.querySelectorAll<HTMLElement>("[data-why]")].filter((mark) => {
    const list = mark.closest("tbody, ol");
    if (list === null) return true;
    const nth = (inLists.get(list) ?? 0) + 1;
    inLists.set(list, nth);
    return nth <= notesPerList;
  });
}

async function drawNote(
  why: Why,
  ask: AskWhy,
  { typed, words }: ReturnType<PageView["topics"]>,
): Promise<HTMLElement | null> {
  // A post that stands on the page is its own note.
  if (why.key["id"] !== undefined) return null;
  const answer = await ask.posts(why, { asOf: null, landing: null }, { offset: 0, limit: postsPerNote });
  if ("problem" in answer) return null;
  const behind = answer.value;
  const list = element("ol", { class: "gs-posts" }, ...behind.posts.map((post) => makePost(post, words)));
  return element(
    "article",
    { class: "gs-note-of" },
    element("h3", {}, whyTitle(why, behind)),
    element("p", {}, whySentence(why, behind, typed)),
    behind.posts.length > 0 && list,
  );
}

function readWhy(text: string): Why {
  const [cell, as, entries] = JSON.parse(text) as [string, Why["as"] | "", [string, Why["key"][string]][]];
  const key = Object.fromEntries(entries);
  return as === "" || as === undefined ? { cell, key } : { cell, key, as };
}

/** A to Z, then AA, AB and so on. */
function letterOf(nth: number): string {
  const rest = Math.floor(nth / 26);
  return `${rest === 0 ? "" : letterOf(rest - 1)}${String.fromCharCode(65 + nth % 26)}`;
}
