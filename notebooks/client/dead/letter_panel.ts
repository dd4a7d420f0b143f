import type { Letter } from "../../../analysis/store/letters.ts";
import type { Sent } from "../../operate/dead_desk.ts";
import { plainText } from "../charts/plain_text.ts";
import { sourceName } from "../charts/source_name.ts";
import { element, setText } from "../dom.ts";
import { full, moment } from "../words.ts";
import type { ServerAnswer } from "../ask_server.ts";
import type { AskLetters } from "./ask_letters.ts";

const maxChars = 400;

/** One open letter: what is known of it, its bytes as text to edit, and what can be done. `close` takes it away. */
export function letterPanel(letter: Letter, ask: AskLetters, close: () => void): HTMLElement {
  const field = element("textarea", {
    rows: 10,
    spellcheck: "false",
    dir: "ltr",
    "aria-label": "What was refused",
    disabled: letter.state !== "open",
  });
  field.value = letter.text;
  const shown = field.value;
  const said = element("p", { class: "gs-sub", role: "status" });
  const act = (label: string, run: () => Promise<ServerAnswer<Sent>>) => {
    const button = element("button", { type: "button", class: "gs-link", onclick: () => work() }, label);
    const work = async () => {
      for (const each of buttons) each.disabled = true;
      setText(said, "Sending");
      const answer = await run();
      setText(said, "value" in answer ? outcome(answer.value) : `✕ ${answer.problem}`);
      if ("value" in answer) field.disabled = true;
      else for (const each of buttons) each.disabled = false;
    };
    return button;
  };
  const edited = () => !letter.whole || field.value !== shown;
  const buttons = letter.state !== "open" ? [] : [
    act("Send it again", () => edited() ? ask.replay(letter.id, field.value) : ask.replay(letter.id)),
    act("Give it up", () => ask.discard(letter.id)),
  ];
  const closing = element("button", { type: "button", class: "gs-link", onclick: close }, "Close");
  return element(
    "section",
    { class: "gs-letter", "aria-label": `Dead letter ${letter.id}` },
    element("h3", {}, plainText(`${letter.stage}: ${letter.reason}`, maxChars)),
    element("p", { class: "gs-sub" }, aboutText(letter)),
    field,
    element("p", { class: "gs-letter-acts" }, ...buttons, closing),
    said,
  );
}

function aboutText({ id, refusedAt, source, origin, size, kept, whole, digest }: Letter): string {
  const bytes = kept < size ? `the first ${full(kept)} of ${full(size)} bytes` : `${full(size)} bytes`;
  const cut = whole ? "" : ". Put the whole of it in to send it again";
  const words = `${moment(refusedAt)}, ${sourceName(source)}, ${origin}, ${bytes}${cut}. SHA-256 ${
    digest.slice(0, 16)
  }…, letter ${id}`;
  return plainText(words, 2 * maxChars);
}

/** What became of letters that were sent. */
export function outcome({ sent, settled, refused }: Sent): string {
  const left = refused.reduce((sum, { letters }) => sum + letters, 0);
  const settling = sent === 0
    ? "Nothing was sent"
    : settled === sent
    ? "Done"
    : "On its way: it settles as it lands";
  const why = refused.slice(0, 3).map(({ reason, letters }) =>
    `${full(letters)}: ${plainText(reason, maxChars)}`
  );
  return left === 0
    ? `${settling}.`
    : `${settling}. Left open, refused again: ${full(left)} (${why.join("; ")})`;
}
