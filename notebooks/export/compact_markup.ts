const quoted = / ([\w-]+)="([^"]*&quot;[^"]*)"/g;
const picture = /<svg[\s\S]*?<\/svg>/g;
const long = /(\d\.\d\d)\d+/g;

/**
 * Markup that shows the same, as a browser writes it, in fewer characters: values full of double quotes stand in single ones, and
 * pictures and lengths in percent have two decimals.
 */
export function compactMarkup(html: string): string {
  return html
    .replace(
      quoted,
      (_, name, value) => ` ${name}='${value.replaceAll("'", "&#39;").replaceAll("&quot;", '"')}'`,
    )
    .replace(
      picture,
      (svg) => svg.replace(/<(?!svg|text|title|style)[^>]*>/g, (tag) => tag.replace(long, "$1")),
    )
    .replace(/ style="[^"]*"/g, (style) => style.replace(/(\d\.\d\d)\d+%/g, "$1%"));
}
