import { cellWidth } from "./layout.ts";

type Listener = (entries: { contentRect: { width: number } }[]) => void;

const maxRounds = 5;
let waiting: { node: Element; tell: Listener }[] = [];

/** Stands in for the browser's `ResizeObserver`: nothing has a size here until `tellSizes` gives it one. */
export class SizeTeller {
  readonly #tell: Listener;

  constructor(tell: Listener) {
    this.#tell = tell;
  }

  observe(node: Element): void {
    waiting.push({ node, tell: this.#tell });
  }

  unobserve(node: Element): void {
    waiting = waiting.filter((each) => each.node !== node);
  }

  disconnect(): void {
    waiting = waiting.filter((each) => each.tell !== this.#tell);
  }
}

/** Tells everything that waits for its size the width of its cell, and what is drawn by that in turn. */
export function tellSizes(contentWidth: number): void {
  for (let round = 0; waiting.length > 0 && round < maxRounds; round++) {
    const now = waiting;
    waiting = [];
    for (const { node, tell } of now) {
      if (node.isConnected) tell([{ contentRect: { width: widthOf(node, contentWidth) } }]);
    }
  }
  waiting = [];
}

function widthOf(node: Element, contentWidth: number): number {
  const span = /\bgs-span-(\d+)\b/.exec(node.closest("[data-cell]")?.className ?? "")?.[1];
  return cellWidth(contentWidth, Number(span ?? 12));
}
