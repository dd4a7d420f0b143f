/** Messages of a kind from one tab that are handled as they come; from then on so many a second. */
const burst = 20;
const perSecond = 20;
/** A tab that says more than this in a second is none of ours. */
const maxPerSecond = 500;
const secondMs = 1000;

/** Lets the messages of one tab in at a pace that it cannot overrun. */
export interface Pace<Message> {
  /** @returns false where it says so much that it must be cut off. */
  say(message: Message): boolean;
  close(): void;
}

/** A pace for messages by their `type`: of those that have to wait, the newest of each type wins. */
export function createPace<Message extends { type: string }>(
  hear: (message: Message) => void,
  now: () => number,
): Pace<Message> {
  const waiting = new Map<string, Message>();
  let allowed = burst;
  let at = now();
  let second = { at, said: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refill = () => {
    const passed = Math.max(0, now() - at);
    at = now();
    allowed = Math.min(burst, allowed + passed * perSecond / secondMs);
  };
  const handle = () => {
    timer = undefined;
    refill();
    for (const [type, message] of waiting) {
      if (allowed < 1) break;
      allowed--;
      waiting.delete(type);
      hear(message);
    }
    if (waiting.size > 0) timer ??= setTimeout(handle, secondMs / perSecond);
  };
  return {
    say(message) {
      if (Math.abs(now() - second.at) >= secondMs) second = { at: now(), said: 0 };
      if (++second.said > maxPerSecond) return false;
      // What comes later is heard later.
      waiting.delete(message.type);
      waiting.set(message.type, message);
      if (timer === undefined) handle();
      return true;
    },
    close() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
