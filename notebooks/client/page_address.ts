/** The address of a page: it holds the parameters of the view. */
export interface PageAddress {
  /** Its query, with the question mark; empty where there is none. */
  search(): string;
  /** Takes another query, without loading anything; with `step` the browser's back button returns to the one before. */
  write(search: string, step?: boolean): void;
  /** The whole address with another query; null where nobody could open it. */
  href(search: string): string | null;
  /** Why a value cannot be shown here, as a sentence; null where it can. `text` is the value as text. */
  refuse(name: string, text: string): string | null;
}

/** The address in the browser's bar. */
export const browserAddress: PageAddress = {
  search: () => location.search,
  write(search, step = false) {
    if (search === location.search) return;
    const href = `${location.pathname}${search}${location.hash}`;
    if (step) history.pushState(history.state, "", href);
    else history.replaceState(history.state, "", href);
  },
  href: (search) => `${location.origin}${location.pathname}${search}`,
  refuse: () => null,
};
