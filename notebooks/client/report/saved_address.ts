import type { SavedReport } from "../../export/saved.ts";
import { timeText } from "../../page/page_time.ts";
import type { ExploreDoor } from "./explore_door.ts";
import type { PageAddress } from "../page_address.ts";

/**
 * The address of a report. It holds what was chosen, as that of a page does, as far as the browser lets a file change its address.
 * Values that neither the report holds nor the data beside it are refused.
 */
export function createSavedAddress(
  { choices, rerun }: Pick<SavedReport, "choices" | "rerun">,
  asOf: number,
  door: Pick<ExploreDoor, "refuse"> | null = null,
): PageAddress {
  const refuse = (name: string, text: string) => {
    const held = Object.hasOwn(choices, name) ? choices[name]! : null;
    if (held === null || held.includes(text)) return null;
    return door === null ? refusal(text, held) : door.refuse(name, text);
  };
  return {
    search() {
      const query = new URLSearchParams(location.search);
      for (const name of ["asOf", "landing"]) query.delete(name);
      for (const [name, text] of [...query]) if (refuse(name, text) !== null) query.delete(name);
      if (rerun) query.set("asOf", timeText(asOf));
      return query.size > 0 ? `?${query}` : "";
    },
    write(search) {
      try {
        history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
      } catch {
        // A viewer that shows the file without an address of its own.
      }
    },
    href: () => null,
    refuse,
  };
}

const maxNamed = 5;

/** Why a value cannot be chosen, as a sentence. */
export function refusal(text: string, held: string[]): string {
  const name = (value: string) => value.trim() === "" ? "all posts" : `“${value}”`;
  const named = held.slice(0, maxNamed).map(name).join(", ");
  const more = held.length > maxNamed ? ` and ${held.length - maxNamed} more` : "";
  return `${name(text)} is not saved in this report, which holds ${named}${more}`;
}
