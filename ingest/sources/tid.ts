const digits = "234567abcdefghijklmnopqrstuvwxyz";
const shape = /^[2-7a-j][2-7a-z]{12}$/;

/**
 * UTC milliseconds in a timestamp identifier of the AT protocol: 13 digits to the base of 32, of which the lowest 10 bits
 * tell clocks apart and the rest counts microseconds. Undefined for what is none.
 */
export function timeOfTid(tid: unknown): number | undefined {
  if (typeof tid !== "string" || !shape.test(tid)) return undefined;
  let value = 0n;
  for (const digit of tid) value = value << 5n | BigInt(digits.indexOf(digit));
  return Math.floor(Number(value >> 10n) / 1000);
}
