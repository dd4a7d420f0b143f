import type { Voice } from "./voice.ts";
import { german, japanese, spanish } from "./voices_abroad.ts";
import { markets, townhall, transport, weather } from "./voices_city.ts";
import { cooking, games, music, screen, sport } from "./voices_leisure.ts";
import { smallThings, software, work } from "./voices_work.ts";

/** A group of people who write about one thing, at their own hours. None of it exists. */
export interface Community {
  name: string;
  voice: Voice;
  /** Its part of all posts, averaged over a week; the parts add up to 1. */
  share: number;
  /** Busiest time of the day, hours UTC. */
  peakHour: number;
  /** How much busier than in quiet hours: 0 is flat, 1 about 7 times, 2 about 50 times. */
  swing: number;
  /** Posts on a Saturday or Sunday, against 1 on a weekday. */
  weekend: number;
  /** Shares of good and bad moods; the rest is flat. */
  good: number;
  bad: number;
  /** A board has titles and scores; elsewhere there are likes and reposts. */
  board: boolean;
}

/** All communities, in a fixed order. */
export const communities: readonly Community[] = [
  city("skywatch", weather, 0.10, 8, 1.0, 1.1, 0.35, 0.3, false),
  city("linecommuters", transport, 0.11, 7, 1.8, 0.45, 0.2, 0.5, false),
  city("townhall", townhall, 0.08, 17, 1.4, 0.6, 0.25, 0.45, true),
  city("tickertalk", markets, 0.08, 15, 2.1, 0.3, 0.35, 0.35, false),
  city("northleague", sport, 0.13, 19, 1.6, 1.7, 0.4, 0.35, false),
  city("homekitchen", cooking, 0.08, 17, 1.4, 1.4, 0.5, 0.2, true),
  city("pixelden", games, 0.10, 21, 1.3, 1.4, 0.4, 0.3, true),
  city("backstage", music, 0.07, 20, 1.3, 1.3, 0.5, 0.2, false),
  city("screenroom", screen, 0.06, 21, 1.6, 1.4, 0.4, 0.3, false),
  city("devcorner", software, 0.06, 14, 1.1, 0.5, 0.3, 0.35, true),
  city("deskhours", work, 0.04, 9, 1.6, 0.3, 0.3, 0.35, false),
  city("smallthings", smallThings, 0.04, 18, 1.0, 1.2, 0.5, 0.2, true),
  city("marktplatz", german, 0.02, 16, 1.4, 1.1, 0.35, 0.3, false),
  city("laplaza", spanish, 0.02, 22, 1.4, 1.1, 0.4, 0.25, false),
  city("machikado", japanese, 0.01, 12, 1.4, 1.1, 0.4, 0.25, false),
];

/** Position of a community. */
export function communityNamed(name: string): number {
  return communities.findIndex((community) => community.name === name);
}

function city(
  name: string,
  voice: Voice,
  share: number,
  peakHour: number,
  swing: number,
  weekend: number,
  good: number,
  bad: number,
  board: boolean,
): Community {
  return { name, voice, share, peakHour, swing, weekend, good, bad, board };
}
