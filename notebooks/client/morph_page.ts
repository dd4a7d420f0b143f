import { setChildren } from "./dom.ts";

/**
 * Gives the page the blocks of its file as it is now: `next` is the grid of the fetched page. Blocks that are the same stay the same
 * nodes, and a cell that took the place of another takes what that one showed until it shows something itself.
 */
export function morphGrid(grid: Element, next: Element): void {
  const known = new Map([...grid.children].map((block) => [keyOf(block), block]));
  const wanted = [...next.children];
  const lost = groupByNeighbour([...grid.children], new Set(wanted.map(keyOf)));
  const gained = groupByNeighbour(wanted, new Set(known.keys()));
  const heirs = new Map<Element, Element>();
  for (const [neighbour, blocks] of gained) {
    blocks.filter(isCell).forEach((block, index) => {
      const heir = (lost.get(neighbour) ?? []).filter(isCell)[index];
      if (heir !== undefined) heirs.set(block, heir);
    });
  }
  const blocks = wanted.map((block) => {
    const kept = known.get(keyOf(block)) ?? heirs.get(block);
    if (kept !== undefined) return takeAttributes(kept, block);
    return keepInlineCells(document.importNode(block, true), grid);
  });
  setChildren(grid, blocks);
}

function keyOf(block: Element): string {
  return block.getAttribute("data-cell") ?? block.getAttribute("data-block") ?? "";
}

function isCell(block: Element): boolean {
  return block.hasAttribute("data-cell");
}

// Blocks that are not in `both`, by the last block before them that is.
function groupByNeighbour(blocks: Element[], both: Set<string>): Map<string, Element[]> {
  const groups = new Map<string, Element[]>();
  let neighbour = "";
  for (const block of blocks) {
    if (both.has(keyOf(block))) neighbour = keyOf(block);
    else groups.set(neighbour, [...groups.get(neighbour) ?? [], block]);
  }
  return groups;
}

function takeAttributes(block: Element, from: Element): Element {
  for (const { name, value } of from.attributes) {
    if (block.getAttribute(name) !== value) block.setAttribute(name, value);
  }
  return block;
}

// A cell within a changed paragraph is still the same cell.
function keepInlineCells(block: Element, grid: Element): Element {
  for (const place of block.querySelectorAll<HTMLElement>("[data-cell]")) {
    const kept = grid.querySelector(`[data-cell="${place.dataset["cell"]}"]`);
    if (kept !== null) place.replaceWith(kept);
  }
  return block;
}
