import { decodeHTML } from "entities";

const escapes: { [entity: string]: string } = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Undoes, once, the escaping that X and Reddit put on plain text: `&amp;`, `&lt;` and `&gt;`. */
export function unescapeBasic(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => escapes[entity]!);
}

/**
 * Plain text of the HTML of a post: paragraphs and breaks become line feeds, a link becomes its address (the words of
 * it are often cut short), other tags go, entities are decoded. Linear in the length, whatever the HTML.
 */
export function htmlToText(html: string): string {
  let text = "";
  let at = 0;
  let linkEnd = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    const close = open === -1 ? -1 : html.indexOf(">", open);
    if (close === -1) break;
    text += html.slice(at, open);
    const tag = html.slice(open + 1, close);
    at = close + 1;
    const address = addressIn(tag);
    if (address !== undefined) {
      text += address;
      if (linkEnd < at && linkEnd !== -1) linkEnd = html.indexOf("</a>", at);
      if (linkEnd !== -1) at = linkEnd + "</a>".length;
    } else if (/^(p|br|li|div|pre|\/pre|blockquote)\b/i.test(tag)) text += "\n";
  }
  return decodeHTML(text + html.slice(at)).trim();
}

// Still escaped: it is decoded with the text around it.
function addressIn(tag: string): string | undefined {
  return /^a\s[^<]{0,2000}?\bhref="(https?:[^"]{1,4000})"/i.exec(tag)?.[1];
}
