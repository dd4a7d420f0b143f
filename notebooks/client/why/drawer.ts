import type { Moment } from "../../../analysis/store/reads.ts";
import { type PageTime } from "../../page/page_time.ts";
import { drawerPosts } from "../../page/address.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import { element, setText } from "../dom.ts";
import type { PageTopics } from "../page_topics.ts";
import type { ViewState } from "../view_state.ts";
import { readWhy, writeWhy } from "./address.ts";
import type { AskWhy } from "./ask.ts";
import { markOf, setChosen } from "./chosen.ts";
import { createDrawerFrame } from "./drawer_frame.ts";
import { postList } from "./post_list.ts";
import { moodDesk } from "../correct/mood_desk.ts";
import { secondOpinion } from "./second_opinion.ts";
import { drawSections } from "./sections.ts";
import { whySentence, whyTitle } from "./sentence.ts";
import { type Why, whyEvent } from "./why.ts";

const recountMs = 2000;

/** The drawer beside the page with the posts behind a number. */
export interface Drawer {
  /** Takes what the page shows now: where that has moved on, the drawer offers the newer number. */
  show(moment: Moment): void;
  /** Reads the posts anew: the page is about something else. */
  follow(): void;
}

/** What the drawer needs of its page. */
export interface DrawerDeps {
  state(): ViewState;
  ask: AskWhy;
  /** The moment at which the page shows a cell. */
  timeOf(cell: string): PageTime;
  topics(): PageTopics;
}

interface Open {
  why: Why;
  /** The moment at which it is frozen. */
  seen: PageTime;
  behind: PostsBehind | null;
  mark: HTMLElement | null;
}

/** Puts the drawer into `place`: it opens where a mark is chosen or the address says so, and is closed by Esc. */
export function createDrawer(place: HTMLElement, { state, ask, timeOf, topics }: DrawerDeps): Drawer {
  let open: Open | null = null;
  let countedAt = 0;
  let recountTimer: ReturnType<typeof setTimeout> | undefined;
  const { drawer, title, close, sentence, newer, parts, takePlace } = createDrawerFrame(place);

  const load = async (why: Why, time: PageTime, mark: HTMLElement | null) => {
    const mine: Open = open = { why, seen: time, behind: null, mark };
    setChosen(why);
    drawer.hidden = false;
    newer.hidden = true;
    drawer.ariaBusy = "true";
    document.body.classList.add("gs-why-open");
    const answer = await ask.posts(why, time, { offset: 0, limit: drawerPosts });
    if (open !== mine) return;
    drawer.ariaBusy = null;
    takePlace();
    if ("problem" in answer) return fail(mine, answer.problem);
    const behind = mine.behind = answer.value;
    mine.seen = { asOf: behind.asOf, landing: behind.landing };
    state().setWhy(writeWhy(why, mine.seen));
    const { typed, words } = topics();
    setText(title, whyTitle(why, behind));
    setText(sentence, whySentence(why, behind, typed));
    const posts = postList({ why, behind, seen: mine.seen, words, ask });
    const others = ask.opinions && secondOpinion(posts, (limit) => ask.opinions!(why, mine.seen, limit));
    const moods = [moodDesk(typed), ...others === null ? [] : [others]];
    parts.replaceChildren(...drawSections(why, behind, posts, moods, parts.clientWidth || undefined));
  };

  const fail = ({ why, seen, mark }: Open, problem: string) => {
    state().setWhy(writeWhy(why, null));
    setText(title, "Why this number?");
    setText(sentence, `✕ ${problem}`);
    const again = () => load(why, seen, mark);
    parts.replaceChildren(
      element("button", { type: "button", class: "gs-link", onclick: again }, "Try again"),
    );
  };

  const shut = () => {
    if (open === null) return;
    const { why, mark } = open;
    open = null;
    takePlace();
    drawer.ariaBusy = null;
    drawer.hidden = true;
    document.body.classList.remove("gs-why-open");
    setChosen(null);
    state().setWhy({});
    (mark?.isConnected ? mark : markOf(why))?.focus();
  };

  const recount = async (mine: Open) => {
    if (open !== mine) return;
    countedAt = Date.now();
    const answer = await ask.posts(mine.why, { asOf: state().time.asOf, landing: null }, {
      offset: 0,
      limit: 0,
    });
    if (open !== mine || mine.behind === null || "problem" in answer) return;
    const now = whyTitle(mine.why, answer.value).slice("Why ".length, -1);
    newer.hidden = whyTitle(mine.why, answer.value) === whyTitle(mine.why, mine.behind);
    if (newer.hidden) return;
    const update = element("button", { type: "button", class: "gs-link" }, "update");
    update.addEventListener("click", () => {
      title.focus();
      load(mine.why, { asOf: state().time.asOf, landing: null }, mine.mark);
    });
    newer.replaceChildren(`now ${now}, `, update);
  };

  document.addEventListener(whyEvent, (event) => {
    const mark = event.target as HTMLElement;
    const why = (event as CustomEvent<Why>).detail;
    load(why, timeOf(why.cell), mark);
    title.focus({ preventScroll: true });
    if (!matchMedia("(min-width: 1200px)").matches) {
      mark.closest(".gs-figure, .gs-numbers")?.scrollIntoView({ block: "start" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key === "Escape" && !event.defaultPrevented && !(event.target as Element).matches("input, select")
    ) shut();
  });
  close.addEventListener("click", shut);
  const stored = readWhy(state().why);
  if (stored !== null) load(stored.why, stored.seen ?? state().time, null);

  return {
    follow() {
      if (open !== null) load(open.why, { asOf: state().time.asOf, landing: null }, open.mark);
    },
    show(moment) {
      const mine = open;
      const seen = mine?.seen.landing ?? null;
      if (!mine?.behind || seen === null || moment.landing <= seen) return;
      // The last of many landings is counted as well.
      clearTimeout(recountTimer);
      recountTimer = setTimeout(() => recount(mine), countedAt + recountMs - Date.now());
    },
  };
}
