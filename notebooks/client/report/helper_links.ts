const mark = /"gs-helper:([a-z0-9_-]+)"/g;

/** Loads the code that cells import from within the file: each helper gets an address of its own, those that it imports before it. */
export function createHelpers(
  helpers: Record<string, string>,
): (name: string) => Promise<Record<string, unknown>> {
  const addresses = new Map<string, string>();
  const addressOf = (name: string): string => {
    const known = addresses.get(name);
    if (known !== undefined) return known;
    const code = helpers[name]!.replace(mark, (_, other) => JSON.stringify(addressOf(other)));
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    addresses.set(name, address);
    return address;
  };
  return (name) => import(addressOf(name));
}
