import { mix } from "./hash.ts";
import { surveyUnits } from "./tag_survey.ts";
import type { Units } from "./units.ts";
import type { WordTable } from "./word_table.ts";
import { type TagFeatures, tagFeatures, type TagTables } from "./tag_view.ts";

/** Reads the features of each unit; returns how many units there are. */
export function readTagFeatures(text: string, units: Units, tables: TagTables, into: TagFeatures): number {
  const count = surveyUnits(text, units, tables, into);
  for (let i = 0; i < count; i++) readUnitFeatures(units, i, count, tables.words, into);
  return count;
}

/** Writes the features of one unit, after the survey. */
export function readUnitFeatures(
  units: Units,
  i: number,
  count: number,
  words: WordTable,
  { hashes, slots, shapes, senses, fields, lists, style }: TagFeatures,
): void {
  const out = hashes;
  let n = i * tagFeatures;
  const own = units.hashes[i]!;
  const left = i > 0 ? units.hashes[i - 1]! : 1;
  const right = i + 1 < count ? units.hashes[i + 1]! : 2;
  const left2 = i > 1 ? units.hashes[i - 2]! : 3;
  const right2 = i + 2 < count ? units.hashes[i + 2]! : 4;
  const shape = shapes[i + 1]!;
  const [leftShape, rightShape] = [shapes[i]!, shapes[i + 2]!];
  const slot = slots[i + 1]!;
  const [leftSlot, rightSlot] = [slots[i]!, slots[i + 2]!];
  const capital = units.flags[i]! & 3;
  const fine = slot < 0 ? 0 : words.fine[slot]!;
  const coarse = slot < 0 ? 0 : words.coarse[slot]!;
  const rate = slot < 0 ? 0 : words.capital[slot]!;
  const leftFine = leftSlot < 0 ? 0 : words.fine[leftSlot]!;
  const leftCoarse = leftSlot < 0 ? 0 : words.coarse[leftSlot]!;
  const rightFine = rightSlot < 0 ? 0 : words.fine[rightSlot]!;
  const rightCoarse = rightSlot < 0 ? 0 : words.coarse[rightSlot]!;
  const left2Slot = i > 0 ? slots[i - 1]! : -1;
  const right2Slot = slots[i + 3] ?? -1;
  const left2Coarse = i < 2 || left2Slot < 0 ? 0 : words.coarse[left2Slot]!;
  const right2Coarse = i + 2 >= count || right2Slot < 0 ? 0 : words.coarse[right2Slot]!;
  const sense = senses[i + 1]!;
  const [leftSense, rightSense] = [senses[i]!, senses[i + 2]!];
  const field = fields[i + 1]!;
  const [leftField, rightField] = [fields[i]!, fields[i + 2]!];
  const left2Field = i > 0 ? fields[i - 1]! : 0;
  const right2Field = fields[i + 3]!;
  const form = units.forms[i]!;
  const length = form.length;
  out[n++] = mix(100, own);
  out[n++] = mix(mix(101, own), capital);
  out[n++] = mix(102, left);
  out[n++] = mix(103, right);
  out[n++] = mix(mix(104, left), own);
  out[n++] = mix(mix(105, own), right);
  out[n++] = mix(106, left2);
  out[n++] = mix(107, right2);
  out[n++] = mix(mix(108, length > 2 ? form.charCodeAt(length - 2) : 0), form.charCodeAt(length - 1) | 0);
  out[n++] = length > 3 ? suffix(109, form, 3) : 109;
  out[n++] = length > 4 ? suffix(110, form, 4) : 110;
  out[n++] = length > 3 ? prefix(111, form, 3) : 111;
  out[n++] = length > 2 ? prefix(112, form, 2) : 112;
  out[n++] = mix(113, shape);
  out[n++] = mix(mix(114, leftShape), shape);
  out[n++] = mix(mix(115, shape), rightShape);
  out[n++] = mix(mix(mix(116, leftShape), shape), rightShape);
  out[n++] = mix(117, fine);
  out[n++] = mix(mix(118, coarse), capital);
  out[n++] = mix(119, leftFine);
  out[n++] = mix(120, rightFine);
  out[n++] = mix(mix(121, leftCoarse), mix(coarse, capital));
  out[n++] = mix(mix(122, rightCoarse), mix(coarse, capital));
  out[n++] = mix(mix(mix(123, leftCoarse), rightCoarse), capital);
  out[n++] = mix(mix(124, rate), capital);
  out[n++] = mix(mix(mix(125, rate), capital), style);
  out[n++] = mix(mix(126, leftSlot < 0 ? 0 : words.capital[leftSlot]!), mix(leftShape, capital));
  out[n++] = mix(mix(127, rightSlot < 0 ? 0 : words.capital[rightSlot]!), mix(rightShape, capital));
  out[n++] = mix(mix(128, left2Coarse), leftCoarse);
  out[n++] = mix(mix(129, rightCoarse), right2Coarse);
  out[n++] = mix(mix(130, lists[i + 1]!), capital);
  out[n++] = mix(131, lists[i + 1]!);
  out[n++] = mix(mix(132, lists[i]!), lists[i + 1]!);
  out[n++] = mix(mix(133, lists[i + 1]!), lists[i + 2]!);
  out[n++] = mix(mix(135, i === 0 ? 1 : 0), capital);
  out[n++] = mix(mix(136, fine), capital);
  out[n++] = mix(mix(137, fine), mix(rate, style));
  out[n++] = mix(mix(mix(138, leftFine), capital), rate);
  out[n++] = mix(mix(mix(139, rightFine), capital), rate);
  out[n++] = mix(140, sense);
  out[n++] = mix(141, leftSense);
  out[n++] = mix(142, rightSense);
  out[n++] = mix(mix(143, sense), capital);
  out[n++] = mix(mix(144, leftSense), sense);
  out[n++] = mix(mix(145, sense), rightSense);
  out[n++] = mix(mix(147, field), capital);
  out[n++] = mix(mix(148, leftField), mix(field, capital));
  out[n++] = mix(mix(149, rightField), mix(field, capital));
  out[n++] = mix(mix(mix(150, leftField), rightField), capital);
  out[n++] = mix(mix(151, left2Field), leftField);
  out[n++] = mix(mix(152, rightField), right2Field);
}

function suffix(seed: number, form: string, size: number): number {
  let hash = seed;
  for (let at = form.length - size; at < form.length; at++) hash = mix(hash, form.charCodeAt(at));
  return hash;
}

function prefix(seed: number, form: string, size: number): number {
  let hash = seed;
  for (let at = 0; at < size; at++) hash = mix(hash, form.charCodeAt(at));
  return hash;
}
