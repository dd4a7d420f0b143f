/** Callbacks of elements, each made only while its element stands on the page; they are forgotten with their elements. */
export interface OnPage {
  /** Calls back by `tell`; an element has one callback. */
  add(root: Element, run: () => void): void;
  /** Whether any such element stands on the page. */
  any(): boolean;
  /** Makes the callbacks of all elements that stand on the page, from its top to its end. */
  tell(): void;
}

/** Callbacks of one kind; their elements carry `data-KIND`. */
export function createOnPage(kind: string): OnPage {
  const runs = new WeakMap<Element, () => void>();
  const mark = `data-${kind}`;
  return {
    add(root, run) {
      root.setAttribute(mark, "");
      runs.set(root, run);
    },
    any: () => document.querySelector(`[${mark}]`) !== null,
    tell() {
      for (const root of document.querySelectorAll(`[${mark}]`)) runs.get(root)?.();
    },
  };
}
