const counted = /^(plot-clip|inputs-\w+)-(\d+)$/;
const references = ["for", "href", "clip-path", "mask", "aria-labelledby", "aria-describedby"];

/** Gives the ids that libraries count up for as long as they run numbers of this page alone, in order of appearance. */
export function numberIds(root: ParentNode): void {
  const names = new Map<string, string>();
  for (const node of root.querySelectorAll("[id]")) {
    const [, stem] = counted.exec(node.id) ?? [];
    if (stem === undefined) continue;
    const name = `${stem}-n${names.size + 1}`;
    names.set(node.id, name);
    node.id = name;
  }
  if (names.size === 0) return;
  for (const attribute of references) {
    for (const node of root.querySelectorAll(`[${attribute}]`)) {
      const text = node.getAttribute(attribute)!;
      const next = text.replace(/[\w-]+/g, (word) => names.get(word) ?? word);
      if (next !== text) node.setAttribute(attribute, next);
    }
  }
}
