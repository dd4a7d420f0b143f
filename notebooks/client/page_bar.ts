import type { ListedPage } from "../live/protocol.ts";
import { element, setChildren, setText } from "./dom.ts";

/** Brings the page that is shown into view, where the bar has no room for all names. */
export function showCurrent(nav: HTMLElement): void {
  const current = nav.querySelector<HTMLElement>("[aria-current]");
  if (current === null) return;
  nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

/** Marks the sides of the bar beyond which there are more names, so that its style can show it. */
export function markMore(nav: HTMLElement): void {
  const mark = () => {
    const after = nav.scrollWidth - nav.clientWidth - nav.scrollLeft;
    nav.classList.toggle("gs-more-before", nav.scrollLeft > 1);
    nav.classList.toggle("gs-more-after", after > 1);
  };
  nav.addEventListener("scroll", mark, { passive: true });
  new ResizeObserver(mark).observe(nav);
  new MutationObserver(mark).observe(nav, { childList: true });
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
