import { communities, type Community } from "./communities.ts";

const minutesPerDay = 1440;
// 1970-01-01 was a Thursday.
const epochWeekday = 4;

/**
 * How busy each community is in a minute (counted from 1970, UTC), as running sums. The last one is the whole: 1 on
 * average over a week.
 */
export function rhythmAt(minute: number): Float64Array {
  const day = Math.floor(minute / minutesPerDay);
  const weekday = (day + epochWeekday) % 7;
  const isWeekend = weekday === 0 || weekday === 6;
  const sums = new Float64Array(communities.length);
  let sum = 0;
  for (let i = 0; i < communities.length; i++) {
    const { share, weekend } = communities[i]!;
    const weekly = (isWeekend ? weekend : 1) * 7 / (5 + 2 * weekend);
    sum += share * weekly * dailyCurves[i]![minute - day * minutesPerDay]!;
    sums[i] = sum;
  }
  return sums;
}

const dailyCurves = communities.map(dailyCurve);

// By minute of the day; its mean is 1.
function dailyCurve({ swing, peakHour }: Community): Float64Array {
  const curve = new Float64Array(minutesPerDay);
  let sum = 0;
  for (let minute = 0; minute < minutesPerDay; minute++) {
    curve[minute] = Math.exp(swing * Math.cos((minute / 60 - peakHour) * Math.PI / 12));
    sum += curve[minute]!;
  }
  return curve.map((value) => value * minutesPerDay / sum);
}
