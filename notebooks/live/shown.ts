import type { RoundAnswer } from "./round_parts.ts";
import type { Shown, StampedBody, View } from "./view.ts";

/** What stands in a slow cell until its first result is there. */
export const waitingBody = JSON.stringify({
  error: { message: "Still being worked out; this takes longer than the rest of the page", waiting: true },
});

/**
 * What a view shows after a round: its slow cells keep what they showed; of those that have shown nothing yet, the page says that
 * it is on its way.
 */
export function showAnswer(view: View, { moment, span, changed, at, bodies }: RoundAnswer): Shown {
  const of = { landing: moment.landing, asOf: span.asOf, time: at };
  const results = new Map<string, StampedBody>();
  for (const [name, { body }] of bodies) results.set(name, { body, of });
  for (const name of view.slow.keys()) {
    results.set(name, view.shown?.results.get(name) ?? { body: waitingBody, of });
  }
  return { moment, span, changed, at, results };
}

/** What a view shows after a round of its slow cells: the others stay. */
export function showSlow(shown: Shown, { moment, span, at, bodies, late }: RoundAnswer): Shown {
  const of = { landing: moment.landing, asOf: span.asOf, time: at };
  const results = new Map(shown.results);
  for (const [name, { body }] of bodies) results.set(name, { body, of });
  for (const { cell, message } of late) {
    results.set(cell.name, { body: JSON.stringify({ error: { message, line: cell.line } }), of });
  }
  return { ...shown, results };
}
