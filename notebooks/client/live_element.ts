interface State<P> {
  kind: string;
  update(props: P): void;
  resize(width: number): void;
  props: P;
}

const states = new WeakMap<Element, State<unknown>>();

/**
 * An element that can be drawn anew with other values and keeps its place, focus and state. It is drawn when it is first shown and
 * whenever its width changes; `mount` gets the element once and returns the way to draw.
 */
export function liveElement<P>(
  kind: string,
  className: string,
  props: P,
  mount: (root: HTMLElement) => (props: P, width: number) => void,
): HTMLElement {
  const root = document.createElement("div");
  root.className = className;
  let draw: ((props: P, width: number) => void) | undefined;
  let width = 0;
  const redraw = () => (draw ??= mount(root))(state.props, width);
  const state: State<P> = {
    kind,
    props,
    update(next) {
      state.props = next;
      if (width > 0) redraw();
    },
    resize(measured) {
      if (measured === width || measured === 0) return;
      width = measured;
      try {
        redraw();
      } catch (error) {
        root.dispatchEvent(new CustomEvent("cellerror", { bubbles: true, detail: error }));
      }
    },
  };
  states.set(root, state as State<unknown>);
  new ResizeObserver(([entry]) => state.resize(Math.floor(entry!.contentRect.width))).observe(root);
  return root;
}

/** Gives the values of `next` to `shown` where both are live elements of one kind. @returns whether it did. */
export function adopt(shown: Node | undefined, next: Node): boolean {
  if (!(shown instanceof Element) || !(next instanceof Element)) return false;
  const state = states.get(shown);
  const fresh = states.get(next);
  if (state === undefined || fresh === undefined || state.kind !== fresh.kind) return false;
  state.update(fresh.props);
  return true;
}

/** Draws a live element that has just come onto the page at once, so that what stood there before is not missed for a frame. */
export function drawNow(node: Node): void {
  const state = node instanceof Element ? states.get(node) : undefined;
  if (!(node instanceof Element) || state === undefined || node.clientWidth === 0) return;
  const { paddingLeft, paddingRight } = getComputedStyle(node);
  state.resize(Math.floor(node.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)));
}
