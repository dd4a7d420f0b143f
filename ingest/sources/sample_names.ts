import type { Draw } from "./sample_random.ts";

/** Names of things that do not exist, by the slot they fill in a phrase. */
export const names = {
  town: [
    "Brindlemere",
    "Velport",
    "Ostervale",
    "Quillhaven",
    "Marrowick",
    "Dunlorrin",
    "Tarnbeck",
    "Saltholm",
  ],
  team: ["Otters", "Lanterns", "Comets", "Foxglove", "Anchors", "Kites", "Millers", "Herons"],
  company: ["Novalane", "Brightloom", "Kestrelworks", "Ferrowave", "Tallowick", "Pondhopper"],
  cash: ["$NOVA", "$BRLM", "$KSTLW", "$FRWV", "$TLWK", "$PNDH"],
  game: ["Starforge Hollow", "Lantern Keep", "Moss & Machine", "Tidewalkers", "Pocket Dynasty"],
  band: ["Glass Tortoise", "The Velport Sirens", "Paper Orchard", "Nine Kettles", "Owl Parade"],
  show: ["The Quiet Lighthouse", "Salt Road", "Orbit Nine", "Mirrorfield", "The Baker of Tarnbeck"],
  tool: ["Fernbase", "Loomkit", "Quillscript", "Hedgehog CI", "Pebble OS"],
} as const;

/** A slot of a phrase, written `{town}`. */
export type Slot = keyof typeof names;

/** Splits at `|`: one phrase each. */
export function phrases(text: string): readonly string[] {
  return text.split("|").map((phrase) => phrase.trim().replaceAll(/\s+/g, " "));
}

/** Fills the slots of a phrase: with `chosen` where it has the slot, else by `draw`. */
export function fillSlots(phrase: string, draw: Draw, chosen: Partial<Record<string, string>> = {}): string {
  let open = phrase.indexOf("{");
  if (open < 0) return phrase;
  let text = "";
  let at = 0;
  for (; open >= 0; open = phrase.indexOf("{", at)) {
    const close = phrase.indexOf("}", open);
    const slot = phrase.slice(open + 1, close);
    text += phrase.slice(at, open) + (chosen[slot] ?? draw.pick(names[slot as Slot]));
    at = close + 1;
  }
  return text + phrase.slice(at);
}
