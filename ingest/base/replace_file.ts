import { Fatal, messageOf } from "./errors.ts";

/**
 * Writes a file in one step: readers see the old one or the new one. No draft of it stays, not even of what could not be
 * written, as it may hold secrets. @throws {Fatal} when it cannot be written.
 */
export function replaceFile(path: string, text: string, options: { mode?: number } = {}): void {
  const draft = `${path}.${crypto.randomUUID()}`;
  try {
    Deno.writeTextFileSync(draft, text, { ...options, createNew: true });
    Deno.renameSync(draft, path);
  } catch (error) {
    removeDraft(draft);
    throw new Fatal(`Cannot write "${path}": ${messageOf(error)}`);
  }
}

// What stopped the writing is what to say, not that this is stopped by it too.
function removeDraft(draft: string): void {
  try {
    Deno.removeSync(draft);
  } catch {
    // Not there, or not to be removed.
  }
}
