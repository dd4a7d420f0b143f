/** Raw values by name: a name that is given once is text, one that is given again a list. */
export type QueryValues = Record<string, string | string[]>;

/** The values of a query, the same for page and API: `a=1&b=2&b=3` is `{a: "1", b: ["2", "3"]}`. */
export function queryValues(query: URLSearchParams): QueryValues {
  const byName = [...Map.groupBy(query, ([name]) => name)];
  return Object.fromEntries(byName.map(([name, pairs]) => {
    const values = pairs.map(([, value]) => value);
    return [name, values.length === 1 ? values[0]! : values];
  }));
}
