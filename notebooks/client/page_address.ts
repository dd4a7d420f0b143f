/** The address of a page: it holds the parameters of the view. */
export interface PageAddress {
  /** Its query, with the question mark; empty where there is none. */
  search(): string;
  /** Takes another query, without loading anything. */
  write(search: string): void;
  /** The whole address with another query; null where nobody could open it. */
  href(search: string): string | null;
  /** Why a value cannot be shown here, as a sentence; null where it can. `text` is the value as text. */
  refuse(name: string, text: string): string | null;
}

/** The address in the browser's bar. */
export const browserAddress: PageAddress = {
  search: () => location.search,
  write: (search) => history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`),
  href: (search) => `${location.origin}${location.pathname}${search}`,
  refuse: () => null,
};
