import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";

/** What can be done: at once, or on another page. */
type Action = { label: string; run: () => void } | { label: string; href: string };

interface Notice {
  what: string;
  then: string;
  action: Action | undefined;
}

/** A state in one box: what happened, then what can be done; `code` stands between backticks. */
export function notice(what: string, then: string, action?: Action): HTMLElement {
  return liveElement<Notice>("notice", "gs-box", { what, then, action }, (root) => {
    let current: Notice;
    const strong = element("strong", {});
    const rest = element("span", {});
    const button = element("button", {
      type: "button",
      class: "gs-link",
      onclick: () => current.action !== undefined && "run" in current.action && current.action.run(),
    });
    const link = element("a", {});
    root.append(strong, " ", rest, " ", button, link);
    return (next) => {
      current = next;
      setText(strong, next.what);
      if (rest.dataset["text"] !== next.then) rest.replaceChildren(...withCode(next.then));
      rest.dataset["text"] = next.then;
      const leads = next.action !== undefined && "href" in next.action ? next.action.href : null;
      if (leads !== null) link.setAttribute("href", leads);
      setText(leads === null ? button : link, next.action?.label ?? "");
      button.hidden = next.action === undefined || leads !== null;
      link.hidden = leads === null;
    };
  });
}

function withCode(text: string): Node[] {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? element("code", {}, part) : document.createTextNode(part)
  );
}
