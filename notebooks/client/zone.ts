const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
// Offsets change on quarters of an hour only, in every zone since 1970.
const offsetHoldsMs = 15 * minuteMs;
const maxKnownOffsets = 5000;

let zoneName = "UTC";
let formats: { numbers: Intl.DateTimeFormat; name: Intl.DateTimeFormat } | null = null;
const offsets = new Map<number, number>();

/** Makes this the zone of all times that are shown; an unknown name counts as UTC. */
export function setZone(name: string): void {
  zoneName = isZone(name) ? name : "UTC";
  offsets.clear();
  formats = zoneName === "UTC" ? null : {
    numbers: new Intl.DateTimeFormat("en-GB", {
      timeZone: zoneName,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }),
    name: new Intl.DateTimeFormat("en-GB", { timeZone: zoneName, timeZoneName: "short" }),
  };
}

/** The name of the zone in which times are shown: `Europe/Berlin`; UTC until one is set. */
export function currentZone(): string {
  return zoneName;
}

/** Whether this names a zone, as browsers name them: `Asia/Kolkata`. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** What the zone calls itself at a time: `UTC`, `CET`, `GMT+5:30`. */
export function zoneLabel(time: number): string {
  const parts = formats?.name.formatToParts(time) ?? [];
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
}

/** The wall clock at a time, as the UTC milliseconds at which a clock in UTC shows the same. */
export function toWall(time: number): number {
  return time + offsetAt(time);
}

/**
 * The times at which the wall clock shows this, in order: one, two in the hour that is repeated when clocks go back, or none in
 * the hour that is left out.
 */
export function fromWall(wall: number): number[] {
  const before = wall - offsetAt(wall - dayMs);
  const after = wall - offsetAt(wall + dayMs);
  return [...new Set([before, after])].filter((time) => toWall(time) === wall).sort((a, b) => a - b);
}

/** The first moment of the local day that holds a time, some days later or earlier. */
export function startOfDay(time: number, daysLater = 0): number {
  const midnight = Math.floor(toWall(time) / dayMs) * dayMs + daysLater * dayMs;
  // Where clocks skip midnight, the day begins where they land.
  for (let wall = midnight; wall < midnight + 3 * hourMs; wall += offsetHoldsMs) {
    const [first] = fromWall(wall);
    if (first !== undefined) return first;
  }
  return midnight - offsetAt(midnight);
}

function offsetAt(time: number): number {
  if (formats === null) return 0;
  const key = Math.floor(time / offsetHoldsMs);
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const at = key * offsetHoldsMs;
  const parts = Object.fromEntries(formats.numbers.formatToParts(at).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute, second] = ["year", "month", "day", "hour", "minute", "second"].map(
    (name) => Number(parts[name]),
  ) as [number, number, number, number, number, number];
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
  if (offsets.size >= maxKnownOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}
