import type { ListedPage } from "../live/protocol.ts";
import { element, setChildren, setText } from "./dom.ts";

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
