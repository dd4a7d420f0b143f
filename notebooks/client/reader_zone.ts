const key = "gs-zone";

/** The zone in which this reader wants times: the browser's own, or UTC where it was asked for. */
export function readZone(): string {
  return asksForUtc() ? "UTC" : ownZone();
}

/** The browser's own zone. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether this reader asked for UTC. */
export function asksForUtc(): boolean {
  try {
    return localStorage.getItem(key) === "UTC";
  } catch {
    return false;
  }
}

/** Remembers whether this reader wants UTC. */
export function askForUtc(utc: boolean): void {
  try {
    if (utc) localStorage.setItem(key, "UTC");
    else localStorage.removeItem(key);
  } catch {
    // Without storage the zone stays the browser's own.
  }
}
