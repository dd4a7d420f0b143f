/** Raw values by name: a name that is given once is text, one that is given again a list. */
export type QueryValues = Record<string, string | string[]>;

/** The values of a query, the same for page and API: `a=1&b=2&b=3` is `{a: "1", b: ["2", "3"]}`. */
export function queryValues(query: URLSearchParams): QueryValues {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(names.map((name) => {
    const all = query.getAll(name);
    return [name, all.length === 1 ? all[0]! : all];
  }));
}
