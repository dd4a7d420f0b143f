// A letter ends names of zones, and a parenthesis what some mailers say of one.
const zoned = /(?:[a-z)]|[+-]\d\d:?\d\d)\s*$/i;

/**
 * UTC milliseconds of a time as ISO 8601 and RFC 822 write it; NaN for what is none. One without a zone is UTC, whatever zone this
 * machine is in.
 */
export function parseTime(text: string): number {
  return Date.parse(zoned.test(text) ? text : `${text.trim()}Z`);
}
