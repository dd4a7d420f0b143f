import { fillSlots } from "./names.ts";
import type { Draw } from "./random.ts";
import type { Mood, Voice } from "./voice.ts";

const openingShare = 0.45;
const asideShare = 0.22;

/** A sentence about a subject of the voice; with `answer` it begins as answers do. */
export function sayAbout(voice: Voice, subject: number, mood: Mood, draw: Draw, answer: boolean): string {
  const parts: string[] = [];
  if (answer) parts.push(draw.pick(voice.answers[mood]));
  else if (draw.chance(openingShare)) parts.push(draw.pick(voice.openings[mood]));
  parts.push(voice.subjects[subject]!, draw.pick(voice.predicates[mood]));
  const aside = draw.chance(asideShare) ? draw.pick(voice.asides) : "";
  return finish(fillSlots(parts.join(voice.space) + aside, draw), voice);
}

/** A short sentence that only shows the mood. */
export function react(voice: Voice, mood: Mood, draw: Draw): string {
  return draw.pick(voice.reactions[mood]);
}

/** A sentence with a capital and a stop. */
export function finish(sentence: string, voice: Voice): string {
  const stopped = /[.!?。]$/.test(sentence) ? sentence : sentence + voice.stop;
  return stopped.charAt(0).toUpperCase() + stopped.slice(1);
}

/** What may follow the words: hashtags, a link, an emoji; each begins with a space. */
export function trail(voice: Voice, mood: Mood, draw: Draw): string {
  let text = "";
  for (let share = 0.22; draw.chance(share); share = 0.2) {
    const tag = ` #${draw.pick(voice.tags)}`;
    if (!text.includes(tag)) text += tag;
  }
  if (draw.chance(0.06)) text += ` https://example.org/${voice.lang}/${draw.below(100_000)}`;
  if (draw.chance(0.1)) text += ` ${draw.pick(emoji[mood])}`;
  return text;
}

const emoji: Record<Mood, readonly string[]> = {
  good: ["😀", "🎉", "❤️", "👍", "😍", "🙌"],
  bad: ["😡", "😢", "👎", "😞", "🤦"],
  flat: ["🤔", "👀", "📌", "☕"],
};
