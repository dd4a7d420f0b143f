import type { Letter, LetterHead } from "../../../analysis/store/letters.ts";
import type { Sent } from "../../operate/dead_desk.ts";
import { askServer, type ServerAnswer } from "../ask_server.ts";

/** What a page can have done with dead letters. */
export interface AskLetters {
  /** Open ones, the oldest first. */
  list(most: number): Promise<ServerAnswer<{ letters: LetterHead[]; total: number }>>;
  show(id: string): Promise<ServerAnswer<Letter>>;
  /** Sends one again, with another payload where one is given. */
  replay(id: string, payload?: string): Promise<ServerAnswer<Sent>>;
  replayAll(): Promise<ServerAnswer<Sent>>;
  discard(id: string): Promise<ServerAnswer<Sent>>;
}

let asking: AskLetters | undefined;

/** Lets the page ask its server; without it, as in a report or while it is painted, nothing is asked. */
export function allowLetters(): void {
  asking = {
    list: (most) => askServer("/api/dead/list", { filter: { state: "open" }, most }),
    show: (id) => askServer("/api/dead/show", { id }),
    replay: (id, payload) => askServer("/api/dead/replay", payload === undefined ? { id } : { id, payload }),
    replayAll: () => askServer("/api/dead/replay", { filter: {} }),
    discard: (id) => askServer("/api/dead/discard", { id }),
  };
}

/** The way to ask; undefined where nobody answers. */
export function letterDesk(): AskLetters | undefined {
  return asking;
}
