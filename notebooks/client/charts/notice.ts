import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";

interface Notice {
  what: string;
  then: string;
  action: { label: string; run: () => void } | undefined;
}

/** A state in one box: what happened, then what can be done; `code` stands between backticks. */
export function notice(what: string, then: string, action?: { label: string; run: () => void }): HTMLElement {
  return liveElement<Notice>("notice", "gs-box", { what, then, action }, (root) => {
    let current: Notice;
    const strong = element("strong", {});
    const rest = element("span", {});
    const button = element("button", {
      type: "button",
      class: "gs-link",
      onclick: () => current.action?.run(),
    });
    root.append(strong, " ", rest, " ", button);
    return (next) => {
      current = next;
      setText(strong, next.what);
      if (rest.dataset["text"] !== next.then) rest.replaceChildren(...withCode(next.then));
      rest.dataset["text"] = next.then;
      setText(button, next.action?.label ?? "");
      button.hidden = next.action === undefined;
    };
  });
}

function withCode(text: string): Node[] {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? element("code", {}, part) : document.createTextNode(part)
  );
}
