const pattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/;

/** UTC milliseconds of `2015-02-23`, `2015-02-23T08:00Z` or a finer one; NaN for the rest, and for a day no month has. */
export function parseUtc(text: string): number {
  const time = pattern.test(text) ? Date.parse(text) : NaN;
  // Date.parse() takes February 31st for a day in March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) === text.slice(0, 10) ? time : NaN;
}

/** The same, and of UTC milliseconds in digits. */
export function parseTime(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : parseUtc(text);
}
