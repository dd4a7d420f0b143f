import type { Story } from "./story.ts";
import { phrases } from "./names.ts";

/** What makes people angry or afraid. */
export const badNews: readonly Story[] = [
  {
    name: "power cut",
    cause: "A fire in a substation leaves half of {town} without power.",
    community: "townhall",
    mood: "bad",
    what: "power cut",
    tag: "{town}Dark",
    lines: phrases(`{what} in {town}, the whole street is black | second {what} this year, candles out
      | {what} reached the hospital, is everyone safe? | the {what} killed my freezer | still no news about the {what}
      | traffic lights are off, thanks to the {what} | {what}: the grid company says two hours, I say five`),
  },
  {
    name: "hailstorm",
    cause: "A hailstorm that nobody forecast hits {town}.",
    community: "skywatch",
    mood: "bad",
    what: "hailstorm",
    tag: "Hail{town}",
    lines: phrases(`{what} over {town}, stones like eggs | the {what} broke my greenhouse
      | nobody warned us of this {what} | car dented by the {what} | stay inside, the {what} moves east
      | roof gone, what a {what} | never heard a sound like this {what}`),
  },
  {
    name: "signal failure",
    cause: "A signal failure stops every train through {town}.",
    community: "linecommuters",
    mood: "bad",
    what: "signal failure",
    tag: "Stuck{town}",
    lines: phrases(`{what} at {town}, nothing moves | two hours on the platform, {what} they say
      | no bus, no info, just a {what} | missed my interview because of the {what} | {what} again, refund please
      | the whole of {town} is stuck behind this {what} | staff know nothing about the {what}`),
  },
  {
    name: "login servers",
    cause: "The login servers of {game} fail on patch day.",
    community: "pixelden",
    mood: "bad",
    what: "login servers",
    tag: "{game}Down",
    lines: phrases(`{what} down again | can't get in, {what} are dead | queue position 41,209, thanks {what}
      | {what} broken on patch day, what a joke | took a day off for this and the {what} fail
      | any word on the {what}? | status page is green but the {what} are gone`),
  },
  {
    name: "token leak",
    cause: "{tool} leaks access tokens in its build logs.",
    community: "devcorner",
    mood: "bad",
    what: "token leak",
    tag: "{tool}Leak",
    lines: phrases(`{what} in {tool}, rotate everything | the {what} goes back four months
      | who reviewed this? {what} in plain logs | our weekend is ruined by the {what}
      | fix for the {what} is out, update now | {what}: they knew since spring | this {what} is worse than it looks`),
  },
  {
    name: "spice recall",
    cause: "A mill recalls paprika that was mixed with sawdust.",
    community: "homekitchen",
    mood: "bad",
    what: "spice recall",
    tag: "SpiceRecall",
    lines: phrases(
      `{what}: check your cupboard | our paprika is on the {what} list | feel sick after reading the {what}
      | the {what} covers nine brands, awful | threw out everything after the {what} | how was this {what} not caught
      | the mill says sorry for the {what}`,
    ),
  },
  {
    name: "fare rise",
    cause: "Fares on every line go up by a fifth overnight.",
    community: "linecommuters",
    mood: "bad",
    what: "fare rise",
    tag: "FareRise",
    lines: phrases(`{what} of 20 percent, shame on them | who can afford this {what} | no trains but a {what}
      | {what} starts Monday, I'm furious | the {what} hits the poor | sign against the {what}
      | cycling from now on, thanks to the {what}`),
  },
  {
    name: "profit warning",
    cause: "{company} warns that this year ends in a loss.",
    community: "tickertalk",
    mood: "bad",
    what: "profit warning",
    tag: "{company}Warns",
    lines: phrases(
      `{what} from {company} | {company} halted after the {what} | third {what} in two years, terrible
      | the {what} blames weak demand | who bought before the {what}? me, sadly | debt and a {what}, bad mix
      | board in trouble after the {what}`,
    ),
  },
  {
    name: "poisoned cache",
    cause: "A release of {tool} poisons the build caches of its users.",
    community: "devcorner",
    mood: "bad",
    what: "poisoned cache",
    tag: "{tool}Cache",
    lines: phrases(`{what} after the {tool} update | clear it all, {what} | our deploys fail, {what}
      | lost a day to the {what} | {what} explains the weird bugs | pinned the old version because of the {what}
      | postmortem of the {what} please`),
  },
  {
    name: "badge rule",
    cause: "{company} ends remote work from one day to the next.",
    community: "deskhours",
    mood: "bad",
    what: "badge rule",
    tag: "BadgeRule",
    lines: phrases(
      `{what} at {company} from Monday | two hours of commute for a {what} | the {what} is an insult
      | half my team quits over the {what} | no one asked us about the {what}
      | {what} announced by e-mail at midnight, awful | childcare and the {what}? impossible`,
    ),
  },
  {
    name: "boil water",
    cause: "{town} tells people to boil water after a sewage spill.",
    community: "townhall",
    mood: "bad",
    what: "boil water",
    tag: "Water{town}",
    lines: phrases(
      `{what} notice for {town} | {what}, even for brushing teeth | shops sold out, {what} for everyone
      | my baby is sick and they say {what} | {what} until Thursday, what a failure | who is responsible? {what}
      | school closed, {what} in force`,
    ),
  },
  {
    name: "referee error",
    cause: "The {team} are out because of a goal that never crossed the line.",
    community: "northleague",
    mood: "bad",
    what: "ghost goal",
    tag: "GhostGoal",
    lines: phrases(`{what}! it never crossed the line | robbed by a {what} | season over because of a {what}
      | the {team} protest against the {what} | even the {rival} laugh at that {what} | sixteen cameras and a {what}, pathetic
      | replay the match, {what}`),
  },
];
