import { cities, states } from "./place_names.ts";

/** Where somebody says to be. Codes are ISO 3166: country of two letters, region as `US-CA`. */
export interface Place {
  country: string;
  region?: string;
  city?: string;
}

const maxChars = 100;

/**
 * The place that a location text states plainly: "Austin, TX", "Paris, France", "UK". Undefined where it states none, or
 * more than one. Names are English, countries also by their codes in capitals.
 */
export function placeOf(location: string): Place | undefined {
  const text = location.slice(0, maxChars).normalize("NFKC").replace(/[^\p{L}\p{M}\p{N}\s.,'/|·•-]/gu, " ")
    .trim();
  const segments = text.split(/\s*[,/|·•]\s*|\s+-\s+/).map((part) => part.trim()).filter((part) =>
    part !== ""
  );
  if (segments.length === 0 || segments.length > 3) return undefined;
  const found = segments.map((segment, i) => readSegment(segment, i > 0));
  const places = found.filter((place) => place !== undefined);
  // A part that nobody knows may be a town, if what follows it is a region or country.
  if (found.at(-1) === undefined || new Set(places.map(({ country }) => country)).size > 1) return undefined;
  return Object.assign({}, ...places.toReversed());
}

function readSegment(segment: string, follows: boolean): Place | undefined {
  const name = segment.replaceAll(".", "").replace(/^the /i, "").toLowerCase();
  const state = states.get(name);
  const city = cities.get(name);
  const isCode = /^[A-Z]{2}$/.test(segment);
  // "CA" after a town is California, alone it is Canada or neither.
  if (state !== undefined && (name.length > 2 || (isCode && follows))) {
    return { country: "US", region: `US-${state}` };
  }
  if (city !== undefined) return { country: city, city: segment };
  const country = countries().get(name);
  return country !== undefined && (name.length > 2 || !follows || isCode) ? { country } : undefined;
}

let made: ReadonlyMap<string, string> | undefined;

// The runtime knows the names of countries.
function countries(): ReadonlyMap<string, string> {
  if (made !== undefined) return made;
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const found = new Map<string, string>(Object.entries(shortNames));
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      const name = notCountries.has(code) ? undefined : names.of(code);
      if (name !== undefined && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
    }
  }
  return made = found;
}

const shortNames = {
  usa: "US",
  us: "US",
  "united states of america": "US",
  america: "US",
  uk: "GB",
  gb: "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  uae: "AE",
  holland: "NL",
  "czech republic": "CZ",
  turkey: "TR",
};

// Groups, and codes that are no longer used.
const notCountries = new Set([
  "EU",
  "EZ",
  "UN",
  "QO",
  "ZZ",
  "XA",
  "XB",
  "SU",
  "YU",
  "DD",
  "FX",
  "TP",
  "ZR",
  "BU",
  "AN",
  "CS",
]);
