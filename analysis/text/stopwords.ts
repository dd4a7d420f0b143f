import * as lists from "stopword";

/** The words that are no terms in a language (BCP-47): its own stop words, where there is a list, and English ones. */
export function stopwordsOf(lang?: string): ReadonlySet<string> {
  const base = (lang ?? "en").split(/[-_]/, 1)[0]!.toLowerCase();
  const name = Object.hasOwn(listOf, base) ? listOf[base]! : "eng";
  let words = made.get(name);
  if (words === undefined) {
    const own = packaged[name];
    if (own === undefined) throw new Error(`The package of stop words has no list "${name}"`);
    words = new Set([...lists.eng, ...debris, ...own.map((word) => word.normalize("NFKC").toLowerCase())]);
    made.set(name, words);
  }
  return words;
}

// The package states no types.
const packaged: { [name: string]: readonly string[] | undefined } = lists;
const made = new Map<string, ReadonlySet<string>>();

// What markup and habit leave behind, and the English words that the package's short list lacks.
const debris = ("http https www com amp rt via lt gt nbsp quot apos ain don doesn didn isn wasn won " +
  "she its us just not no so there when why how am were been being do does did doing don't having until against " +
  "over again once then yours theirs hers ours up down off own cannot than too can't won't let")
  .split(" ");

const listOf: Record<string, string> = {
  af: "afr",
  ar: "ara",
  bg: "bul",
  bn: "ben",
  br: "bre",
  ca: "cat",
  cs: "ces",
  da: "dan",
  de: "deu",
  el: "ell",
  en: "eng",
  eo: "epo",
  es: "spa",
  et: "est",
  eu: "eus",
  fa: "fas",
  fi: "fin",
  fr: "fra",
  ga: "gle",
  gl: "glg",
  gu: "guj",
  ha: "hau",
  he: "heb",
  hi: "hin",
  hr: "hrv",
  hu: "hun",
  hy: "hye",
  id: "ind",
  in: "ind",
  it: "ita",
  iw: "heb",
  ko: "kor",
  ku: "kur",
  la: "lat",
  lt: "lit",
  lv: "lav",
  mr: "mar",
  ms: "msa",
  nb: "nob",
  nl: "nld",
  no: "nob",
  pa: "panGu",
  pl: "pol",
  pt: "por",
  ro: "ron",
  ru: "rus",
  sk: "slk",
  sl: "slv",
  so: "som",
  st: "sot",
  sv: "swe",
  sw: "swa",
  tl: "tgl",
  tr: "tur",
  uk: "ukr",
  ur: "urd",
  vi: "vie",
  yo: "yor",
  zu: "zul",
};
