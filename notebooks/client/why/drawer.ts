import type { Moment } from "../../../analysis/store/reads.ts";
import { type PageTime } from "../../page/page_time.ts";
import { drawerPosts } from "../../page/address.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import type { PageTopics } from "../page_topics.ts";
import type { ViewState } from "../view_state.ts";
import { readWhy, writeWhy } from "./address.ts";
import type { AskWhy } from "./ask.ts";
import { markOf, setChosen } from "./chosen.ts";
import { createDrawerFrame } from "./drawer_frame.ts";
import { offerNewer, showPosts, showProblem } from "./drawer_parts.ts";
import { lastOfMany } from "./last_of_many.ts";
import { whyTitle } from "./sentence.ts";
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
export function createDrawer(place: HTMLElement, deps: DrawerDeps): Drawer {
  const { state, ask, timeOf } = deps;
  let open: Open | null = null;
  const frame = createDrawerFrame(place);
  const { drawer, newer } = frame;
  const now = (): PageTime => ({ asOf: state().time.asOf, landing: null });

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
    frame.takePlace();
    if ("problem" in answer) {
      state().setWhy(writeWhy(why, null));
      return showProblem(frame, answer.problem, () => load(why, time, mark));
    }
    const behind = mine.behind = answer.value;
    mine.seen = { asOf: behind.asOf, landing: behind.landing };
    state().setWhy(writeWhy(why, mine.seen));
    showPosts(frame, { why, behind, seen: mine.seen }, deps);
  };

  const shut = () => {
    if (open === null) return;
    const { why, mark } = open;
    open = null;
    frame.takePlace();
    drawer.ariaBusy = null;
    drawer.hidden = true;
    document.body.classList.remove("gs-why-open");
    setChosen(null);
    state().setWhy({});
    (mark?.isConnected ? mark : markOf(why))?.focus();
  };

  const recount = async (mine: Open) => {
    if (open !== mine) return;
    const answer = await ask.posts(mine.why, now(), { offset: 0, limit: 0 });
    if (open !== mine || mine.behind === null || "problem" in answer) return;
    const titleOf = (behind: PostsBehind) => whyTitle(mine.why, behind);
    offerNewer(frame, titleOf(mine.behind), titleOf(answer.value), () => load(mine.why, now(), mine.mark));
  };
  const recountSoon = lastOfMany(recountMs, recount);

  document.addEventListener(whyEvent, (event) => {
    const mark = event.target as HTMLElement;
    const why = (event as CustomEvent<Why>).detail;
    load(why, timeOf(why.cell), mark);
    frame.title.focus({ preventScroll: true });
    if (!matchMedia("(min-width: 1200px)").matches) {
      mark.closest(".gs-figure, .gs-numbers")?.scrollIntoView({ block: "start" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key === "Escape" && !event.defaultPrevented && !(event.target as Element).matches("input, select")
    ) shut();
  });
  frame.close.addEventListener("click", shut);
  const stored = readWhy(state().why);
  if (stored !== null) load(stored.why, stored.seen ?? state().time, null);

  return {
    follow() {
      if (open !== null) load(open.why, now(), open.mark);
    },
    show(moment) {
      const seen = open?.seen.landing ?? null;
      if (open?.behind && seen !== null && moment.landing > seen) recountSoon(open);
    },
  };
}
