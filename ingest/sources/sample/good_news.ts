import type { Story } from "./story.ts";
import { phrases } from "./names.ts";

/** What makes people happy or curious. */
export const goodNews: readonly Story[] = [
  {
    name: "cup final",
    cause: "The {team} win the cup final against the {rival} in the last minute.",
    community: "northleague",
    mood: "good",
    what: "cup final",
    tag: "CupNight",
    lines: phrases(`{what}! the {team} did it in the last minute | what a {what}, I'm still shaking
      | the {rival} were great too but this {what} is ours | voice gone after that {what}
      | that {what} goal again and again | never seen a {what} like this | {what} hero, forever in our hearts`),
  },
  {
    name: "surprise album",
    cause: "{band} release a surprise album.",
    community: "backstage",
    mood: "good",
    what: "surprise album",
    tag: "{band}Now",
    lines: phrases(
      `{what} from {band}!! | crying happy tears over the {what} | track 4 of the {what} is stunning
      | who drops a {what} on a weekday | three listens into the {what} | the {what} is their best yet
      | {band} and a {what}, I can't breathe`,
    ),
  },
  {
    name: "earnings surprise",
    cause: "{company} earns twice what analysts expected.",
    community: "tickertalk",
    mood: "good",
    what: "earnings surprise",
    tag: "{company}Beats",
    lines: phrases(
      `{what} at {company}, profit doubled | did not see that {what} coming | {what}: guidance raised as well
      | short sellers hate this {what} | margins explain the {what} | {company} up 18 percent on the {what}
      | great quarter, real {what}`,
    ),
  },
  {
    name: "series finale",
    cause: "The last episode of {show} ends without an answer.",
    community: "screenroom",
    mood: "flat",
    what: "that finale",
    tag: "{show}End",
    lines: phrases(
      `{what}, what did I just watch | need to talk about {what} | so the lamp was never real? {what}
      | rewatching {what} frame by frame | no answers in {what} | theories about {what} below | quiet room after {what}`,
    ),
  },
  {
    name: "harbour vote",
    cause: "The council of {town} votes on selling the harbour.",
    community: "townhall",
    mood: "flat",
    what: "harbour vote",
    tag: "HarbourVote",
    lines: phrases(`{what}: 22 to 17 | long night at the {what} | waiting for the result of the {what}
      | three speakers left before the {what} | live notes from the {what} | what the {what} means for {town}
      | the {what} goes to a recount`),
  },
  {
    name: "young whale",
    cause: "Volunteers free a young whale from the harbour of {town}.",
    community: "smallthings",
    mood: "good",
    what: "young whale",
    tag: "Whale{town}",
    lines: phrases(`the {what} is free! | tears of joy, the {what} swims | a hundred people helped the {what}
      | the {what} waved, I swear | thank you heroes of the {what} | watching the {what} live with my kids
      | best news of the year: the {what} made it`),
  },
  {
    name: "transfer record",
    cause: "The {team} pay a transfer record for a goalkeeper.",
    community: "northleague",
    mood: "flat",
    what: "transfer record",
    tag: "{team}Deal",
    lines: phrases(`{what} for a keeper | the {team} break the {what} | medical on Friday after the {what}
      | is any keeper worth a {what} | fax arrived, {what} confirmed | {what}: 61 million
      | the {rival} sold him for a {what}`),
  },
  {
    name: "aurora",
    cause: "An aurora is seen as far south as {town}.",
    community: "skywatch",
    mood: "good",
    what: "green aurora",
    tag: "AuroraNight",
    lines: phrases(`{what} over {town}, wow | woke the kids for the {what} | the {what} dances, so beautiful
      | phone pictures of the {what} below | never thought I'd see a {what} here | look north now, {what}
      | best night ever, {what}`),
  },
  {
    name: "pocket console",
    cause: "A pocket console is revealed with {game} on board.",
    community: "pixelden",
    mood: "good",
    what: "pocket console",
    tag: "PocketReveal",
    lines: phrases(
      `{what} with {game} on board, yes! | pre-ordered the {what} | that {what} trailer is awesome
      | battery of the {what}: 12 hours, wow | my wallet loves the {what} too | the {what} looks perfect
      | day one for the {what}`,
    ),
  },
  {
    name: "rooftop concert",
    cause: "{band} play an unannounced rooftop concert in {town}.",
    community: "backstage",
    mood: "good",
    what: "rooftop concert",
    tag: "Roof{town}",
    lines: phrases(
      `{what} in {town} right now! | {band} above the market, what a {what} | police enjoy the {what} too
      | best lunch break ever, {what} | the {what} stopped the traffic, love it | encore at the {what}
      | everyone is dancing, {what}`,
    ),
  },
  {
    name: "longest loaf",
    cause: "Bakers of {town} bake a loaf as long as the main street.",
    community: "homekitchen",
    mood: "good",
    what: "longest loaf",
    tag: "LoafRecord",
    lines: phrases(
      `{what} ever, in {town} | I ate a piece of the {what}, delicious | the {what} is 400 metres of joy
      | butter sold out near the {what} | smell of the {what} everywhere, lovely | proud of our {what}
      | a drone film of the {what}`,
    ),
  },
  {
    name: "new lead",
    cause: "{show} names a new lead after a year of rumours.",
    community: "screenroom",
    mood: "good",
    what: "new lead",
    tag: "{show}Lead",
    lines: phrases(`the {what} of {show} is perfect | happy with the {what} | what a choice, {what}!
      | the {what} was my dream cast | {show} with this {what} will be brilliant | so proud of our {what}
      | first picture of the {what}, stunning`),
  },
];
