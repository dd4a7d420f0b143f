import { english } from "./english.ts";
import { phrases } from "./names.ts";
import { makeVoice } from "./voice.ts";

/** Talk about the sky. */
export const weather = makeVoice(english, {
  subjects: phrases(
    `the rain in {town} | the {weather} | the {weather} in {town} | this {weather}
    | the {weather} over {street} | that {weather} on the way home | this heat | the morning fog | the wind on the coast | the first frost
    | the sunset over {town} | that thunder | the weather forecast | this drizzle | the snow on the hills
    | the humidity | the sky tonight | the cold front | this sunshine | the pollen count | the tide at {town}`,
  ),
  predicates: {
    good: phrases(
      `is beautiful today | is exactly what the garden needed | is lovely and warm | cleared up nicely
      | gave us a gorgeous rainbow | is a relief after last week | makes for a perfect walk | looks stunning`,
    ),
    bad: phrases(`ruined the barbecue | is miserable | flooded my cellar again | is awful for my head
      | is freezing and my coat is useless | scared the dog | destroyed my umbrella | is dreadful this week`),
    flat: phrases(
      `should reach us by noon | is moving north | changes every ten minutes | stays until Thursday
      | measured 14 degrees at dawn | is due after midnight | turns to cloud by evening | follows the usual pattern`,
    ),
  },
  asides: phrases(
    `, take a jacket | , first the {weather}, then the {weather} | , seen from {street} | , bring the washing in | , says the weather station on our roof
    | , pressure is falling | , humidity at 80 percent | , clouds from the west`,
  ),
  tags: phrases(`skywatch | clouds | forecast | rain | sunset | barometer | gardenweather`),
});

/** Talk about getting from here to there. */
export const transport = makeVoice(english, {
  subjects: phrases(
    `the 7:42 to {town} | the stop at {street} | the {street} tram | the crossing on {street}
    | the shuttle to {street} | the bus from {town} to {town} | line 4 | the night bus | the new tram | the ticket app | the bridge at {town}
    | the ferry | the cycle lane | my commute | the station lift | the replacement bus | the quiet carriage
    | the timetable | platform 3 | the ring road | the bike rack at {town} station`,
  ),
  predicates: {
    good: phrases(
      `arrived early, amazing | was on time and clean | is a joy since the upgrade | has a wonderful driver
      | saved me twenty minutes | is free this weekend, nice | is smooth and safe now | was calm and comfortable`,
    ),
    bad: phrases(
      `is late again | is cancelled without a word | was overcrowded and angry | is stuck behind a lorry
      | lost my booking | smells terrible | is blocked by an accident | stranded us in the dark | failed at the worst moment`,
    ),
    flat: phrases(
      `runs every twelve minutes now | leaves from the other side | is closed for works until Friday
      | goes via {town} today | switches to the summer timetable | has a new stop | takes contactless cards
      | was half empty at nine`,
    ),
  },
  asides: phrases(
    `, change at {street} | , change at {town} | , mind the gap | , according to the departure board | , the conductor said
    | , day three in a row | , I walked instead`,
  ),
  tags: phrases(`commute | line4 | tram | cycling | nightbus | ferry | timetable`),
});

/** Talk about how the town is run. */
export const townhall = makeVoice(english, {
  subjects: phrases(
    `the council of {town} | the plan for {street} | the {issue} vote | the {issue} debate | the {issue} report
    | the {issue} petition | the {issue} plan for {town} | the new library | the parking fee | the harbour budget | the school roof
    | the housing plan | the recycling scheme | the market square | the public pool | the mayor's speech
    | the playground on Mill Lane | the noise rule | the petition | the street lighting | the local election
    | the budget vote`,
  ),
  predicates: {
    good: phrases(`is a real success | shows what good planning can do | won support from every side
      | is great for families | finally helps the right people | got a well earned applause | is a smart, fair deal
      | brings hope to the east side`),
    bad: phrases(
      `is a scandal | wastes our money | ignores poor families | is a bad joke | was rejected after a nasty fight
      | fails our kids | is unfair to tenants | makes people angry for a reason | smells of corruption`,
    ),
    flat: phrases(
      `goes to committee on Tuesday | was postponed by a week | costs 2.4 million | is open for comments
      | passed with 21 to 18 | needs a second reading | is on the agenda tonight | comes into force in spring`,
    ),
  },
  asides: phrases(
    `, minutes are online | , I was in the gallery | , ask your councillor | , the vote is next month
    | , see page 12 of the report | , seven speakers tonight`,
  ),
  tags: phrases(`townhall | council | budget | housing | localvote | openmeeting | harbourplan`),
});

/** Talk about shares of companies that do not exist. */
export const markets = makeVoice(english, {
  subjects: phrases(
    `{cash} | {cash} | {cash} | the {good} price | the {good} future | the {good} market | the {good} shortage | {company} | {company} | the order book of {company} | the rate decision
    | the bond auction | the copper price | the retail index | the dividend of {company} | my watchlist
    | the opening auction | the analyst call of {company} | the small cap index | the grain future`,
  ),
  predicates: {
    good: phrases(`beat every estimate, excellent | is up 3 percent, nice gain | looks strong above support
      | is a winner this quarter | rewards patience | raised its guidance, confident as ever | attracts solid growth
      | is my favourite on the list`),
    bad: phrases(
      `is down 4 percent, ouch | warned about weak demand | looks overvalued and risky | crashed at the open
      | lost its biggest customer | is in trouble with its debt | disappoints again | is a falling knife, avoid panic`,
    ),
    flat: phrases(`reports after the close | trades sideways on low volume | sits at its 50 day average
      | was added to the index | moved with the sector | goes ex dividend on Monday | is flat before the numbers
      | opens at 41.20`),
  },
  asides: phrases(`, volume 1.2 times the average | , not advice | , chart below | , spread is two ticks
    | , next level 44 | , conference call at nine`),
  tags: phrases(`markets | earnings | stocks | dividend | smallcaps | openingbell`),
});
