/** Tells by name whether a value is another than the last one it was asked about. */
export function rememberValues(): (name: string, value: unknown) => boolean {
  const last = new Map<string, string>();
  return (name, value) => {
    const text = JSON.stringify(value);
    if (last.get(name) === text) return false;
    last.set(name, text);
    return true;
  };
}
