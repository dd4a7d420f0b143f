const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** A language by its BCP-47 code as people call it: `English`; the code itself where it is none, and words for what is not known. */
export function languageName(code: string | null): string {
  if (code === null || /^(und|zxx|mul|mis|q[a-t][a-z])$/i.test(code)) return "language unknown";
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
