/** A list as one text: items with commas between; a comma or backslash within an item has a backslash before it. */
export function joinList(items: readonly string[]): string {
  return items.map((item) => item.replace(/[\\,]/g, "\\$&")).join(",");
}

/** The inverse of `joinList`; the empty text is the empty list. */
export function splitList(text: string): string[] {
  if (text === "") return [];
  const items = [""];
  for (const [, escaped, plain] of text.matchAll(/\\([\s\S])|([\s\S])/g)) {
    if (plain === ",") items.push("");
    else items[items.length - 1] += escaped ?? plain!;
  }
  return items;
}
