/** What an element may hold; text always becomes a text node, never HTML. */
export type Child = Node | string | number | null | undefined | false;

/** An element with attributes and children. A function under `onclick` and the like becomes a listener. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | null | undefined | ((event: never) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...children.filter(isShown).map(asNode));
  return node;
}

/** The same for SVG. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | null | undefined> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(node, attributes);
  node.append(...children.filter(isShown).map(asNode));
  return node;
}

/** Sets the text of a node only where it differs, so that a selection in it survives. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Puts exactly these nodes into a node; those that are there already stay attached and keep their focus. */
export function setChildren(parent: Element, children: Node[]): void {
  for (const child of [...parent.childNodes]) if (!children.includes(child)) child.remove();
  children.forEach((child, index) => {
    const before = parent.childNodes[index] ?? null;
    if (before === child) return;
    // Where the browser can, a node moves without losing focus, scroll and what it plays.
    if (child.parentNode === parent && "moveBefore" in parent) {
      (parent as Element & { moveBefore(node: Node, before: Node | null): void }).moveBefore(child, before);
    } else parent.insertBefore(child, before);
  });
}

function setAttributes(node: Element, attributes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, String(value));
  }
}

function isShown(child: Child): child is Node | string | number {
  return child !== null && child !== undefined && child !== false && child !== "";
}

function asNode(child: Node | string | number): Node | string {
  return typeof child === "number" ? String(child) : child;
}
