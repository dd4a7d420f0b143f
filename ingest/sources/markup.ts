const escapes: { [entity: string]: string } = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Undoes, once, the escaping that X and Reddit put on plain text: `&amp;`, `&lt;` and `&gt;`. */
export function unescapeBasic(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => escapes[entity]!);
}
