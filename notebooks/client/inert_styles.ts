type Tag = ((strings: TemplateStringsArray, ...values: unknown[]) => Node | null) & { fragment?: Tag };

/**
 * A tag of htl in whose `style` elements values stay text: htl writes them as they are, which is right for styles of HTML, but
 * within SVG a `<` would begin an element, also one that leaves the picture.
 */
export function withInertStyles<T extends Tag>(tag: T): T {
  const wrapped = (strings: TemplateStringsArray, ...values: unknown[]) => {
    let before = "";
    const inert = values.map((value, at) => {
      before += strings[at];
      const inStyle =
        before.toLowerCase().lastIndexOf("<style") > before.toLowerCase().lastIndexOf("</style");
      return inStyle ? String(value).replaceAll("<", "\\3c ") : value;
    });
    return tag(strings, ...inert);
  };
  if (tag.fragment !== undefined) wrapped.fragment = withInertStyles(tag.fragment);
  return wrapped as unknown as T;
}
