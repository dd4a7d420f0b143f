import type { Control } from "./control.ts";
import type { Log } from "./log/log.ts";

/**
 * Notices that an older copy of a log was put back: cursors then stand for lines that it does not hold, and what comes
 * onto it next would take the offsets of lines that have landed. So it becomes a new log: every stream starts over,
 * landing reads it from its oldest offset, and what is there already counts as duplicate. `say` tells people.
 */
export async function renewOlderCopy(log: Log, control: Control, say: (text: string) => void): Promise<void> {
  const { next } = await log.range("posts", 0);
  const furthest = control.furthestEnd(log.id);
  if (furthest <= next) return;
  await log.renew();
  say(
    `Log "${log.place}" ends at offset ${next}, but went up to ${furthest} before: taking it for an older copy, so ` +
      "sources start over; posts that are landed already count as duplicates",
  );
}
