/** A date, time or amount, found by rule. */
export interface Amount {
  type: "date" | "time" | "duration" | "money" | "percent";
  start: number;
  end: number;
}

/** Dates, times, durations, money and percentages in a text, in order; English words, any digits. Linear in length. */
export function findAmounts(text: string): Amount[] {
  if (!gate.test(text)) return [];
  const found: Amount[] = [];
  amounts.lastIndex = 0;
  for (let match = amounts.exec(text); match !== null; match = amounts.exec(text)) {
    const groups = match.groups!;
    const type = types.find((name) => groups[name] !== undefined)!;
    found.push({ type, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const types = ["money", "percent", "time", "date", "duration"] as const;

// What none of the rules can do without.
const gate =
  /[\d$€£¥]|day|tonight|morrow|noon|midnight|week|month|year|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i;

const number = String.raw`\d{1,12}(?:[,.]\d{1,9}){0,4}`;
const large = String.raw`(?:\s?(?:k|m|bn|mn|thousand|million|billion|trillion))?(?![a-z\d])`;
const months =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const weekdays = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const year = String.raw`(?:19|20)\d\d(?![\p{L}\d])`;
const units = "(?:second|sec|minute|min|hour|hr|day|week|month|year|decade)s?";
const money = String
  .raw`[$€£¥]\s?${number}${large}|${number}${large}\s?(?:dollars?|euros?|pounds?|bucks|cents?|usd|eur|gbp|yen)\b`;
const time = String
  .raw`\d{1,2}:\d\d(?::\d\d)?(?!\d)(?:\s?[ap]\.?m\b)?|\d{1,2}\s?[ap]\.?m\b|tonight\b|noon\b|midnight\b`;
const date = [
  String.raw`\d{4}-\d\d?-\d\d?(?!\d)`,
  String.raw`\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)`,
  String.raw`${months}\.?\s${ordinal}(?!\d)(?:,?\s${year})?`,
  String.raw`${ordinal}\s(?:of\s)?${months}(?![a-z])(?:,?\s${year})?`,
  String.raw`${months}\s${year}`,
  String.raw`(?:last|next|this)\s(?:week(?:end)?|month|year|${weekdays})\b`,
  String.raw`${weekdays}s?\b`,
  String.raw`(?:today|tomorrow|yesterday)\b`,
  year,
].join("|");
const amounts = new RegExp(
  String
    .raw`(?<![\p{L}\p{N}_#@/.])(?:(?<money>${money})|(?<percent>${number}\s?(?:%|percent\b|per\scent\b))|(?<time>${time})|` +
    String.raw`(?<duration>${number}\s?${units}\b)|(?<date>${date}))`,
  "giu",
);
