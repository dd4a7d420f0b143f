import type { Letter, LetterHead } from "../../../analysis/store/letters.ts";
import type { Sent } from "../../operate/dead_desk.ts";

/** An answer of the server, or why there is none, in words; `forbidden` where this reader may not ask. */
export type LetterAnswer<Value> = { value: Value } | { problem: string; forbidden: boolean };

/** What a page can have done with dead letters. */
export interface AskLetters {
  /** Open ones, the oldest first. */
  list(most: number): Promise<LetterAnswer<{ letters: LetterHead[]; total: number }>>;
  show(id: string): Promise<LetterAnswer<Letter>>;
  /** Sends one again, with another payload where one is given. */
  replay(id: string, payload?: string): Promise<LetterAnswer<Sent>>;
  replayAll(): Promise<LetterAnswer<Sent>>;
  discard(id: string): Promise<LetterAnswer<Sent>>;
}

let asking: AskLetters | undefined;

/** Lets the page ask its server; without it, as in a report or while it is painted, nothing is asked. */
export function allowLetters(): void {
  asking = {
    list: (most) => post("list", { filter: { state: "open" }, most }),
    show: (id) => post("show", { id }),
    replay: (id, payload) => post("replay", payload === undefined ? { id } : { id, payload }),
    replayAll: () => post("replay", { filter: {} }),
    discard: (id) => post("discard", { id }),
  };
}

/** The way to ask; undefined where nobody answers. */
export function letterDesk(): AskLetters | undefined {
  return asking;
}

async function post<Value>(path: string, body: object): Promise<LetterAnswer<Value>> {
  try {
    const response = await fetch(`/api/dead/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) return { value: answer };
    const problem = answer.error?.message ?? "The server could not do that; its log says why";
    return { problem, forbidden: response.status === 403 };
  } catch {
    return { problem: "The server does not answer. Try again", forbidden: false };
  }
}
