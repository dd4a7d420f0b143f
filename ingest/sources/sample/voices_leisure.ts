import { english } from "./english.ts";
import { phrases } from "./names.ts";
import { makeVoice } from "./voice.ts";

/** Talk about matches of a league that does not exist. */
export const sport = makeVoice(english, {
  subjects: phrases(
    `the {team} midfield | our {player} | the {team} {player} | the {player} from {town} | that {player}
    | the new {player} | our keeper | the {team} coach | that penalty | the second half | the new striker
    | the away kit | the {team} defence | the referee | the derby with the {team} | the {town} stadium
    | the youth squad | that corner | the captain | the transfer rumour | the league table`,
  ),
  predicates: {
    good: phrases(
      `was brilliant | won it for us | scored a superb goal | deserved the victory | is on fire this season
      | made a fantastic save | is the best in the league | was a joy to watch | celebrates like champions`,
    ),
    bad: phrases(`was robbed | missed from two metres, awful | is injured again | was a disaster at the back
      | got a stupid red card | lost the ball all night | is hopeless away from home | played like losers`),
    flat: phrases(
      `plays on Saturday at three | starts with three at the back | was substituted in the 60th minute
      | has 14 points from nine games | trains behind closed doors | is second behind the {team}
      | meets the {team} next | changed formation at half time`,
    ),
  },
  asides: phrases(
    `, 2-1 at the break | , row F had the best view | , said the radio | , still nine games to go
    | , up the {team} | , watch the replay`,
  ),
  tags: phrases(`matchday | northleague | derby | fulltime | cuprun | terraces | transferday`),
});

/** Talk about food. */
export const cooking = makeVoice(english, {
  subjects: phrases(
    `my sourdough | my {dish} recipe | grandma's {dish} | the {dish} from {town} | a plate of {dish} | this pot of {dish} | this lentil soup | the roast pumpkin | grandma's plum cake | the pan sauce
    | the new oven | this pickle recipe | the bakery in {town} | my curry paste | the cheese board
    | the mushroom pie | this garlic butter | the pressure cooker | the rhubarb crumble | my knife | the noodle stall`,
  ),
  predicates: {
    good: phrases(
      `is delicious | came out perfect | smells wonderful | is pure comfort | tastes fresh and sweet
      | impressed the whole family | is my best batch so far | was a lovely surprise with lemon`,
    ),
    bad: phrases(
      `burnt, sadly | is a sticky disaster | tastes bitter and wrong | ruined dinner | is stale and overpriced
      | failed for the second time | was disgusting, sorry | collapsed in the oven`,
    ),
    flat: phrases(`needs 40 minutes at 180 | rests overnight in the fridge | takes two onions and an egg
      | wants more salt | goes well with rice | uses up the old bread | simmers while I write this
      | is on the stove now`),
  },
  asides: phrases(
    `, recipe below | , then {dish} tomorrow | , with fresh {plant} | , served with {dish} | , with a pinch of cumin | , no sugar at all | , the kids asked for seconds
    | , next time with butter | , serves four`,
  ),
  tags: phrases(`homekitchen | baking | soupseason | leftovers | sourdough | dinner | onepot`),
});

/** Talk about games that do not exist. */
export const games = makeVoice(english, {
  subjects: phrases(
    `{game} | {game} | {game} | the {item} in {game} | the {item} quest | the {item} glitch | my {item} build
    | the hidden {item} | the new patch | the final boss | my controller | the speedrun of {game}
    | the co-op mode | the soundtrack of {game} | the loading screen | the crafting system | the ranked queue
    | the tutorial | the map editor | the trailer for {game} | the inventory bug`,
  ),
  predicates: {
    good: phrases(`is so much fun | is a masterpiece | runs smooth at last | has an awesome ending
      | is the cutest thing I have played | was a thrilling fight | is a huge improvement | hooked me for hours`),
    bad: phrases(
      `crashes every hour | is boring after level ten | is full of cheaters | deleted my save, I'm furious
      | is a cash grab, pathetic | lags so bad | is unplayable on my machine | killed the fun`,
    ),
    flat: phrases(`drops on Thursday | got a 3 GB update | takes 30 hours for one run | supports four players
      | has a hidden level | swaps swords for spoons | is in early access | needs the old launcher`),
  },
  asides: phrases(
    `, no spoilers | , on the handheld | , third run | , seed 4411 | , stream at eight | , check the notes`,
  ),
  tags: phrases(`pixelden | patchnotes | speedrun | indiegames | coop | bossfight | retro`),
});

/** Talk about bands that do not exist. */
export const music = makeVoice(english, {
  subjects: phrases(
    `the new {band} record | the {instrument} solo | my {instrument} | the {instrument} on that track
    | the {band} {instrument} part | my {instrument} teacher | {band} | the gig in {town} | that bass line | the opening act
    | the encore | the vinyl pressing | the drummer of {band} | the festival line-up | this old cassette
    | the choir | the acoustic set | my guitar | the chorus | the small stage at {town} | the ticket queue for {band}`,
  ),
  predicates: {
    good: phrases(
      `gave me chills, beautiful | is stunning live | is the song of my summer | sounds warm and rich
      | was a gorgeous night | had everyone dancing and happy | is an instant favourite | is pure magic, bravo`,
    ),
    bad: phrases(`was out of tune and dull | sold out in a minute, so sad | was cancelled, heartbroken
      | is lazy and boring | hurt my ears | was ruined by the sound guy | costs too much, greedy | is a poor copy`),
    flat: phrases(`has eleven tracks | was recorded in a barn | tours in autumn | uses a borrowed synth
      | starts at half past eight | is out on cassette | samples an old radio jingle | goes on for nine minutes`),
  },
  asides: phrases(
    `, side B first | , front row | , in the rain | , with headphones | , doors at seven | , set list below`,
  ),
  tags: phrases(`backstage | nowplaying | vinyl | livemusic | newrecord | openmic | earworm`),
});

/** Talk about series that do not exist. */
export const screen = makeVoice(english, {
  subjects: phrases(
    `{show} | {show} | {show} | the {role} in {show} | the {role} | the old {role} | the scene with the {role} | the finale of {show} | the second season of {show} | that plot twist
    | the villain of {show} | the film club | the outdoor cinema in {town} | the costume design | the cast of {show}
    | the subtitle track | episode five | the director's cut | the popcorn at the {town} cinema | the score`,
  ),
  predicates: {
    good: phrases(`is brilliant television | made me laugh out loud | is charming and clever | won me over
      | has the sweetest scene | is a triumph | kept me hooked, excellent | moved me to happy tears`),
    bad: phrases(
      `is painfully slow | was a ridiculous ending | made me cry, so sad | is a mess after episode three
      | killed the best character, I'm angry | is dull and predictable | wasted a good cast | is horrible to look at`,
    ),
    flat: phrases(`returns in March | runs for eight episodes | was filmed near {town} | moves to Sundays
      | has a new writer | jumps ten years ahead | is based on a radio play | opens in two cinemas`),
  },
  asides: phrases(`, no spoilers please | , halfway through | , with the lights off | , on the late show
    | , rewatching now | , my theory below`),
  tags: phrases(`screenroom | finale | filmclub | bingewatch | matinee | plottwist`),
});
