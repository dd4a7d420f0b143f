import type { ListedPage } from "../live/protocol.ts";
import { element, setChildren, setText } from "./dom.ts";

/** Brings the page that is shown into view, where the bar has no room for all names. */
export function showCurrent(nav: HTMLElement): void {
  const current = nav.querySelector<HTMLElement>("[aria-current]");
  if (current !== null) nav.scrollLeft = current.offsetLeft - nav.offsetLeft;
}

/** Lists these pages in the bar; a link that is there already stays, and keeps its focus. */
export function listPages(nav: Element, pages: ListedPage[]): void {
  const known = new Map([...nav.querySelectorAll("a")].map((link) => [link.getAttribute("href"), link]));
  setChildren(
    nav,
    pages.map(({ name, title }) => {
      const link = known.get(`/${name}`) ?? element("a", { href: `/${name}` });
      setText(link, title);
      return link;
    }),
  );
}
