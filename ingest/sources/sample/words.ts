import { authorOf } from "./author.ts";
import { communities } from "./communities.ts";
import type { Head } from "./heads.ts";
import { fillSlots } from "./names.ts";
import { Draw, keyOf } from "./random.ts";
import { finish, react, sayAbout, trail } from "./sentences.ts";
import type { Mood } from "./voice.ts";

const reactionShare = 0.3;
const secondShare = 0.2;
const lowerCaseShare = 0.12;
const tagShare = 0.4;
const openingShare = 0.15;
const burstReactionShare = 0.6;
/** How many posts of a burst share its mood. */
const burstMoodShare = 0.7;
const moodDriftHours = 4;

/** What a post says. */
export interface Words {
  mood: Mood;
  title?: string;
  text: string;
}

/** The words of a post: of its story in a burst, of what it reposts, else of its community. */
export function wordsOf(head: Head, seed: number): Words {
  if (head.reposts !== undefined) {
    const { mood, text } = wordsOf(head.reposts, seed);
    const { name } = authorOf(seed, head.reposts.community, head.reposts.author);
    return { mood, text: `RT @${name}: ${text}` };
  }
  const draw = new Draw(keyOf(head.key, 1));
  return head.burst === undefined ? ordinary(head, seed, draw) : excited(head, seed, draw);
}

function ordinary(head: Head, seed: number, draw: Draw): Words {
  const { voice, board } = communities[head.community]!;
  const { answers } = head;
  const mood = pickMood(head, seed, draw);
  const parts = [sayAbout(voice, head.subject, mood, draw, answers !== undefined)];
  if (draw.chance(secondShare)) {
    parts.push(sayAbout(voice, draw.below(voice.subjects.length), mood, draw, false));
  }
  if (draw.chance(reactionShare)) parts.push(react(voice, mood, draw));
  const end = trail(voice, mood, draw);
  if (board && answers === undefined) {
    return { mood, title: parts[0]!, text: (parts.slice(1).join(voice.space) + end).trim() };
  }
  const text = parts.join(voice.space) + end;
  if (answers !== undefined) return { mood, text: addressed(answers, text, seed) };
  return { mood, text: draw.chance(lowerCaseShare) ? text.toLowerCase() : text };
}

function excited({ burst, community, answers }: Head, seed: number, draw: Draw): Words {
  const { voice, board } = communities[community]!;
  const { story, slots, tag, kind } = burst!;
  const line = fillSlots(draw.pick(story.lines), draw, slots);
  if (kind === "pump") return { mood: story.mood, text: line + draw.pick(copyMarks) };
  const mood = draw.chance(burstMoodShare) ? story.mood : draw.pick(moods);
  const opening = draw.chance(openingShare) ? `${draw.pick(voice.openings.flat)} ` : "";
  const first = finish(opening + line, voice);
  const rest = draw.chance(burstReactionShare) ? ` ${react(voice, mood, draw)}` : "";
  const end = (draw.chance(tagShare) ? ` #${tag}` : "") + trail(voice, mood, draw);
  if (answers !== undefined) return { mood, text: addressed(answers, first + rest + end, seed) };
  return board ? { mood, title: first, text: (rest + end).trim() } : { mood, text: first + rest + end };
}

function addressed({ community, author }: Head, text: string, seed: number): string {
  return `@${authorOf(seed, community, author).name} ${text}`;
}

// The mood of a community changes over the day, so that its curve is no straight line.
function pickMood({ community, at }: Head, seed: number, draw: Draw): Mood {
  const { good, bad } = communities[community]!;
  const drift = new Draw(keyOf(seed, community, Math.floor(at / (moodDriftHours * 3_600_000)))).unit() - 0.5;
  const turn = draw.unit();
  if (turn < good + 0.3 * drift) return "good";
  return turn < good + bad ? "bad" : "flat";
}

const moods: readonly Mood[] = ["good", "bad", "flat"];
const copyMarks = ["", "", "", " 🚀", " 🚀🚀", "!", " #ad", " (not a joke)", " RT this"];
