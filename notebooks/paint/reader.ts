import { isZone } from "../client/zone.ts";

const widestPage = 1344;
const phoneWidth = 348;

/** What is known of a reader before the page runs. */
export interface Reader {
  zone: string;
  /** Width of the page's content, CSS pixels. */
  width: number;
  /** True where the width is the usual one of that kind of device. */
  guessed: boolean;
}

/** Reads the cookie `gs` (`ZONE|WIDTH`) that the page leaves; without it UTC and the usual width of that kind of device. */
export function readReader(cookies: string, userAgent: string): Reader {
  const usual = { zone: "UTC", width: /\bMobi/.test(userAgent) ? phoneWidth : widestPage, guessed: true };
  const written = /(?:^|;\s*)gs=([^;]*)/.exec(cookies)?.[1];
  if (written === undefined) return usual;
  const [zone = "", width] = decode(written).split("|");
  const known = /^\d{3,4}$/.test(width ?? "");
  return {
    zone: isZone(zone) ? zone : usual.zone,
    width: known ? Number(width) : usual.width,
    guessed: !known,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
