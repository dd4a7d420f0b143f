import { type View, viewKey } from "./view.ts";
import type { Viewer } from "./viewer.ts";

/** The views that tabs have open: equal tabs share one. */
export class OpenViews {
  readonly #views = new Map<string, View>();

  /** Calls `onLeft` when the last tab has left a view. */
  constructor(readonly onLeft: () => void) {}

  [Symbol.iterator](): Iterator<View> {
    return this.#views.values();
  }

  /** Lets a tab watch a view, or the equal one that is open; gives the one that it watches. */
  join(viewer: Viewer, id: number, wanted: View): View {
    const view = this.#views.get(viewKey(wanted)) ?? wanted;
    if (view !== viewer.view) this.leave(viewer);
    this.#views.set(viewKey(view), view);
    viewer.watch(id, view);
    return view;
  }

  leave(viewer: Viewer): void {
    const { view } = viewer;
    viewer.leave();
    if (view === null || view.viewers.size > 0) return;
    this.#views.delete(viewKey(view));
    this.onLeft();
  }
}
