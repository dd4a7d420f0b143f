import type { Draw } from "./random.ts";

const list = (text: string) => text.split(",").map((name) => name.trim().replaceAll(/\s+/g, " "));

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
  street: list(
    `Mill Lane, Harbour Road, Lantern Street, Cobbler's Row, Station Square, Otter Bridge, Fishmarket, Elm Yard,
    Windmill Hill, Saltgate, Northern Quay, Foundry Walk, Orchard End, Abbey Steps, Canal Side, Tinker's Court`,
  ),
  dish: list(
    `lentil stew, barley soup, leek tart, plum dumplings, goat curry, walnut bread, beetroot salad, potato gratin,
    fish pie, onion rings, almond biscuits, chestnut puree, cabbage rolls, pear chutney, mushroom risotto, carrot cake,
    rye pancakes, apricot jam, bean chili, cheese souffle, ginger noodles, pumpkin ravioli`,
  ),
  plant: list(
    `basil, rosemary, lavender, fennel, radish, courgette, foxglove, sunflower, geranium, fern, orchid, ivy,
    thyme, peony, magnolia, cactus, strawberry, rhubarb, kale, dahlia, bonsai, wisteria`,
  ),
  animal: list(
    `cat, spaniel, tortoise, canary, hamster, goat, hedgehog, terrier, parrot, pony, gecko, duck, donkey,
    ferret, kitten, lizard, beagle, goose`,
  ),
  part: list(
    `compiler, scheduler, socket, allocator, linter, bundler, debugger, formatter, router, profiler, kernel module,
    query planner, garbage collector, thread pool, config loader, test runner, package manager, message queue,
    date library, regex engine`,
  ),
  instrument: list(
    `guitar, cello, trumpet, accordion, banjo, clarinet, harp, organ, saxophone, tambourine, ukulele,
    vibraphone, flute, double bass, drum machine, mandolin`,
  ),
  role: list(
    `detective, smuggler, librarian, captain, widow, robot, lighthouse keeper, baker, journalist, twin, judge,
    gardener, thief, pilot, ghost, mechanic`,
  ),
  player: list(
    `goalkeeper, winger, left back, striker, sweeper, playmaker, captain, substitute, number ten, centre half,
    rookie, veteran`,
  ),
  weather: list(
    `hail, sleet, fog, drizzle, breeze, thunder, frost, haze, gale, rainbow, snowdrift, heatwave, dew,
    cloudburst, moonlight, mist`,
  ),
  issue: list(
    `bus lanes, rent cap, kindergarten fees, flood wall, night market, tree felling, street cleaning,
    skate park, library hours, wind farm, ferry subsidy, school lunches, town archive, bike sharing, dog licence,
    water meter, museum roof, tourist tax`,
  ),
  good: list(
    `wheat, cobalt, timber, cotton, copper, cocoa, lithium, natural gas, zinc, soybeans, palladium, rubber, coffee,
    nickel, sugar, orange juice`,
  ),
  item: list(
    `shield, map, potion, crossbow, hoverboard, compass, cloak, grappling hook, drone, spellbook, lantern, shovel,
    jetpack, amulet, fishing rod, torch`,
  ),
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
