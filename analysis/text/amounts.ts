import { unitKinds, type Units } from "./units.ts";

/** A date, time or amount, found by rule. */
export interface Amount {
  type: "date" | "time" | "duration" | "money" | "percent";
  start: number;
  end: number;
}

/**
 * Dates, times, durations, money and percentages in a text, whose units these are, in order; English words, any digits.
 * Linear in length: rules are tried where a digit or one of a few words begins.
 */
export function findAmounts(text: string, { count, kinds, starts, forms }: Units): Amount[] {
  const found: Amount[] = [];
  let next = 0;
  for (let i = 0; i < count; i++) {
    const at = starts[i]!;
    if (at < next || (kinds[i] !== unitKinds.word && kinds[i] !== unitKinds.number)) continue;
    const hasDigit = isDigit(text.charCodeAt(at));
    if (!hasDigit && !firstWords.has(forms[i]!)) continue;
    const rules = hasDigit ? withDigits : ofWords;
    rules.lastIndex = hasDigit ? withCurrency(text, at) : at;
    const match = rules.exec(text);
    if (match === null) continue;
    const type = types.find((_, index) => match[index + 1] !== undefined)!;
    next = match.index + match[0].length;
    found.push({ type, start: match.index, end: next });
  }
  return found;
}

const types = ["money", "percent", "time", "duration", "date"] as const;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

// Where the sign of a currency before a number begins, else the number.
function withCurrency(text: string, at: number): number {
  const before = text[at - 1] === " " ? at - 2 : at - 1;
  return before >= 0 && "$€£¥".includes(text[before]!) ? before : at;
}

const firstWords: ReadonlySet<string> = new Set(
  ("last next this today tomorrow yesterday tonight noon midnight half few couple several one two three four five six " +
    "seven eight nine ten eleven twelve twenty thirty forty fifty hundred hundreds january february march april may june " +
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday " +
    "wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue " +
    "tues wed weds thu thur thurs fri sat sun christmas xmas new easter thanksgiving boxing independence memorial labor " +
    "labour valentine valentine's valentines mother mother's mothers father father's fathers halloween hanukkah ramadan diwali")
    .split(" "),
);

const number = String.raw`\d{1,12}(?:[,.]\d{1,9}){0,4}`;
const large = String.raw`(?:\s?(?:k|m|b|bn|mn|tn|thousand|million|billion|trillion))?(?![a-z\d])`;
const months =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
// Alone a month is one where it is no other word, is written as a name, or comes after a word that a month follows.
const monthAlone = [
  "(?:january|february|september|october|november|december|july)",
  "(?-i:April|June|August)",
  String.raw`(?<=\b(?:in|since|from|until|till|by|early|late|mid)\s)${months}`,
].join("|");
const weekdays = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const shortDays = "(?-i:Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)";
const holidays = [
  String.raw`(?:christmas|xmas)(?:\s(?:eve|day))?`,
  String.raw`new\syear['’]?s?\s(?:eve|day)`,
  String.raw`easter(?:\s(?:sunday|monday))?`,
  String.raw`(?:thanksgiving|boxing|independence|memorial|labou?r|(?:valentine|mother|father)['’]?s)\sday`,
  "thanksgiving|halloween|hanukkah|ramadan|diwali",
].join("|");
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const year = String.raw`(?:19|20)\d\d(?![\p{L}\d])`;
const units = "(?:second|sec|minute|min|hour|hr|day|week|month|year|yr|decade)s?";
// "One day" and "a day" are mostly no durations.
const words = String
  .raw`(?:half\san|few|couple(?:\sof)?|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?\sof)`;
const money = String
  .raw`[$€£¥]\s?${number}${large}|${number}${large}\s?(?:dollars?|euros?|pounds?|bucks|cents?|usd|eur|gbp|yen)\b`;
const percent = String.raw`${number}\s?(?:%|percent\b|per\scent\b)`;
const withDigits = rulesOf({
  money,
  percent,
  time: [
    String.raw`\d{1,2}:\d\d(?::\d\d)?(?!\d)(?:\s?[ap]\.?m\b)?`,
    String.raw`\d{1,2}\s?(?:[ap]\.?m|o['’]clock)\b`,
  ],
  duration: [String.raw`${number}[\s-]?${units}\b`],
  date: [
    String.raw`\d{4}-\d\d?-\d\d?(?!\d)`,
    String.raw`\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)`,
    String.raw`${ordinal}\s(?:of\s)?${months}(?![a-z])(?:,?\s${year})?`,
    String.raw`(?:19|20)\d0s\b`,
    year,
  ],
});
const ofWords = rulesOf({
  time: [
    String.raw`(?:last|this)\s(?:night|morning|afternoon|evening)\b`,
    String.raw`(?:tonight|noon|midnight)\b`,
  ],
  duration: [
    String.raw`${words}\s(?:more\s)?${units}\b`,
    String.raw`one\s(?:second|minute|hour|week|month|year|decade)\b`,
  ],
  date: [
    String.raw`${months}\.?\s${ordinal}(?!\d)(?:,?\s${year})?`,
    String.raw`${months}\s${year}`,
    String
      .raw`(?:last|next|this)\s(?:week(?:end)?|month|year|spring|summer|autumn|fall|winter|${weekdays}|${months})\b`,
    String.raw`(?:${monthAlone}|${holidays})\b`,
    String.raw`${weekdays}s?\b`,
    String.raw`(?<=\b(?:on|this|next|last|until|till|by)\s)${shortDays}\b`,
    String.raw`${shortDays}(?=\.?,?\s(?:\d|at\b|${months}\b))`,
    String.raw`(?:today|tomorrow|yesterday)\b`,
  ],
});

// Each type has its group, in the order of `types`.
function rulesOf(rules: { [type in Amount["type"]]?: string | string[] }): RegExp {
  const groups = types.map((type) => `(${[rules[type] ?? "(?!)"].flat().join("|")})`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_#@/.])(?:${groups.join("|")})`, "iuy");
}
