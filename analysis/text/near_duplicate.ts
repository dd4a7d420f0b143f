import { mix } from "./hash.ts";
import { unitKinds, type Units } from "./units.ts";

const maxWords = 512;
const bitCount = 64;

/**
 * A 64-bit SimHash (Charikar 2002) of a text's words and their pairs, as 16 hexadecimal digits: texts that differ in a
 * few words differ in a few bits. Links, mentions, punctuation and "RT" do not count; null where nothing is left.
 */
export function nearDuplicateHash({ count, kinds, hashes, forms }: Units): string | null {
  ones.fill(0);
  let words = 0;
  let votes = 0;
  let previous = 0;
  for (let i = 0; i < count && words < maxWords; i++) {
    const kind = kinds[i];
    if (kind === unitKinds.mark || kind === unitKinds.link || kind === unitKinds.mention) continue;
    if (words === 0 && forms[i] === "rt") continue;
    vote(hashes[i]!);
    if (words++ > 0) vote(mix(mix(previous, 47), hashes[i]!));
    previous = hashes[i]!;
  }
  if (words === 0) return null;
  countLanes();
  let hex = "";
  for (let from = 0; from < bitCount; from += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) if (ones[from + bit]! * 2 > votes) digit |= 1 << bit;
    hex += digit.toString(16);
  }
  return hex;

  function vote(hash: number): void {
    const low = mix(mix(hash, 0x3c6ef372), 1);
    const high = mix(mix(hash, 0x510e527f), 2);
    for (let lane = 0; lane < 8; lane++) {
      lanes[lane]! += (low >>> lane) & everyByte;
      lanes[lane + 8]! += (high >>> lane) & everyByte;
    }
    if (++votes % fullLane === 0) countLanes();
  }
}

// How many of the votes have each bit: first counted in the bytes of a few numbers, four bits at a time.
const ones = new Int32Array(bitCount);
const lanes = new Int32Array(bitCount / 4);
const everyByte = 0x01010101;
const fullLane = 255;

function countLanes(): void {
  for (let bit = 0; bit < bitCount; bit++) {
    const lane = (bit & 7) + (bit >> 5) * 8;
    ones[bit]! += (lanes[lane]! >>> (bit & 24)) & 0xff;
  }
  lanes.fill(0);
}
