import type { SavedReport } from "../../export/saved.ts";

/** Leads links to other pages of the server to their files, and takes away those that lead nowhere from here. */
export function tidyLinks(root: ParentNode, site: SavedReport["site"]): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    const href = hrefIn(site, link.getAttribute("href")!);
    if (href !== null) {
      link.setAttribute("href", href);
      continue;
    }
    link.removeAttribute("href");
    link.title = "Not saved in this report";
  }
}

/** Keeps doing so while the page changes. */
export function keepLinksTidy(root: HTMLElement, site: SavedReport["site"]): void {
  tidyLinks(root, site);
  new MutationObserver(() => tidyLinks(root, site)).observe(root, {
    subtree: true,
    childList: true,
    attributeFilter: ["href"],
  });
}

function hrefIn(site: SavedReport["site"], href: string): string | null {
  const [, name = "", search = ""] = /^\/([\w-]+)(\?[^#]*)?/.exec(href) ?? [];
  const page = Object.hasOwn(site, name) ? site[name] : undefined;
  if (page === undefined) return null;
  const wanted = [...new URLSearchParams(search)].filter(([name]) => Object.hasOwn(page.choices, name));
  return wanted.every(([name, text]) => page.choices[name]!.includes(text)) ? `${page.file}${search}` : null;
}
