/** As in `client/style`: the grid has 12 columns from this width of content on, and one below. */
const columnsFrom = 1080;
const columns = 12;
const gutter = 32;

/** The width of a cell that spans some of the 12 columns, CSS pixels, on a page whose content is this wide. */
export function cellWidth(contentWidth: number, span: number): number {
  if (contentWidth < columnsFrom) return contentWidth;
  const column = (contentWidth - (columns - 1) * gutter) / columns;
  return Math.floor(span * column + (span - 1) * gutter);
}
