import { element, setText } from "../dom.ts";
import { type AskStreams, streamDesk } from "../streams/ask_streams.ts";
import { lookAgain, onStreams, streamsNow } from "../streams/streams_now.ts";
import { realWords } from "./real_words.ts";

/** Sources that need no account and nothing to choose. */
const offered = [["bluesky", "Bluesky"], ["hackernews", "Hacker News"]] as const;
type Offered = typeof offered[number][0];

/** The banner of a page whose posts are made up. */
export interface SimulatedBanner {
  show(simulated: boolean): void;
}

/**
 * Says on the page that its posts are made up, and offers real ones; when the first of those has landed, that the made-up ones have
 * given way. A page that is `saved` offers nothing.
 */
export function createSimulated(place: HTMLElement, saved: boolean): SimulatedBanner {
  let shown: boolean | null = null;
  return {
    show(simulated) {
      if (simulated === shown) return;
      const gaveWay = shown === true && !simulated;
      shown = simulated;
      place.hidden = !simulated && !gaveWay;
      place.removeAttribute("data-streams");
      if (gaveWay) place.replaceChildren(...arrived(place));
      else if (simulated) place.replaceChildren(...madeUp(), ...saved ? [] : [offer(place)]);
    },
  };
}

function madeUp(): Node[] {
  return [
    element("b", { "aria-hidden": "true" }, "! "),
    element("strong", {}, "Simulated stream: these posts are made up."),
  ];
}

function arrived(place: HTMLElement): (Node | string)[] {
  const close = () => place.hidden = true;
  return [
    element("b", { "aria-hidden": "true" }, "✓ "),
    element(
      "span",
      { role: "status" },
      element("strong", {}, "Real posts are coming in."),
      " The simulated ones have given way, and count no more. ",
    ),
    element("a", { href: "/sources" }, "See the sources"),
    " ",
    element("button", { type: "button", class: "gs-link", onclick: close }, "Close"),
  ];
}

// Painted, and to who may only read, it leads to the page of sources; the words stay where they are when buttons take the place.
function offer(place: HTMLElement): HTMLElement {
  const desk = streamDesk();
  // What counts down is not read out each second.
  const note = element("span", { role: "status" });
  const next = element("span", {});
  const [first, second] = offered.map(([source, name]) =>
    desk === undefined ? element("a", { href: "/sources" }, name) : element("button", {
      type: "button",
      class: "gs-link",
      onclick: () => follow(source, desk, note),
    }, name)
  );
  if (desk !== undefined) {
    onStreams(place, () => {
      const now = streamsNow();
      if (now === null || "problem" in now) return;
      const words = realWords(now.value, Date.now());
      setText(note, words.said);
      setText(next, words.next);
    });
    void lookAgain();
  }
  return element(
    "span",
    { class: "gs-offer" },
    " Follow real ones without an account: ",
    first!,
    " or ",
    second!,
    ", or ",
    element("a", { href: "/sources" }, "choose among all sources"),
    ". ",
    note,
    next,
  );
}

async function follow(source: Offered, desk: AskStreams, note: HTMLElement): Promise<void> {
  const now = await desk.list();
  const known = "value" in now ? now.value.streams.find((stream) => stream.source === source) : undefined;
  const wish = { source, what: null, perHour: null, schedule: null, credentials: {}, confirmed: false };
  const answer = known === undefined ? await desk.add(wish) : await desk.act(known.id, "start");
  if ("problem" in answer) setText(note, `✕ ${answer.problem}`);
  else await lookAgain();
}
