import type { Log, LogTopic } from "../../ingest/log/log.ts";

const everyMs = 600_000;
/** The stated bound on how long the log may bring a deleted post back. */
const keepMs = 7 * 86_400_000;

/** Trims the log of what has landed and is older than 7 days, every 10 minutes. */
export function startRetention(log: Log, topic: LogTopic, landed: () => bigint): Disposable {
  const timer = setInterval(() => log.trim(topic, 0, landed(), Date.now() - keepMs), everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
