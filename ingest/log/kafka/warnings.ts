/** What kafkajs writes to its log. */
interface Entry {
  namespace: string;
  log: { message: string; broker?: unknown };
}

const sameAgainMs = 30_000;

/**
 * Turns what kafkajs logs into lines for people: trouble with a connection, each kind once in 30 s. The rest comes to us
 * as errors.
 */
export function kafkaWarnings(say: (text: string) => void, now: () => number): (entry: Entry) => void {
  const last = new Map<string, number>();
  return ({ namespace, log: { message, broker } }) => {
    // What a broker answers comes to us as an error, or is "not yet".
    if (namespace !== "Connection" || typeof broker !== "string" || message.startsWith("Response ")) return;
    const text = `Kafka broker ${broker}: ${message}; trying again`;
    if (now() - (last.get(text) ?? -Infinity) < sameAgainMs) return;
    last.set(text, now());
    say(text);
  };
}
