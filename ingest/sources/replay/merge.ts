import type { Item } from "./items.ts";

/** One file's items after the other's. */
export async function* inTurn(readers: Iterable<AsyncIterable<Item>>): AsyncIterable<Item> {
  for (const reader of readers) yield* reader;
}

/**
 * The items of all readers by event time. Within a reader the order stays: a post that is older than the one before
 * it comes right after it, and a dead letter, which has no time, as soon as it is reached.
 */
export async function* byEventTime(readers: Iterable<AsyncIterable<Item>>): AsyncIterable<Item> {
  const open: { head: Item; rest: AsyncIterator<Item> }[] = [];
  const rests = Array.from(readers, (reader) => reader[Symbol.asyncIterator]());
  try {
    for (const rest of rests) {
      const first = await rest.next();
      if (!first.done) open.push({ head: first.value, rest });
    }
    while (open.length > 0) {
      let earliest = 0;
      for (let i = 1; i < open.length; i++) {
        if (timeOf(open[i]!.head) < timeOf(open[earliest]!.head)) earliest = i;
      }
      const reader = open[earliest]!;
      yield reader.head;
      const next = await reader.rest.next();
      if (next.done) open.splice(earliest, 1);
      else reader.head = next.value;
    }
  } finally {
    for (const rest of rests) await rest.return?.();
  }
}

function timeOf(item: Item): number {
  return item.admitted.createdAt ?? -Infinity;
}
