import { messageOf } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { Log, LogTopic } from "../../ingest/log/log.ts";

const everyMs = 600_000;
/** The stated bound on how long the log may bring a deleted post back. */
const keepMs = 7 * 86_400_000;

/**
 * Trims the log of what has landed and is older than 7 days, every 10 minutes. A log that cannot be trimmed now, such
 * as a busy one, is told to `warn` and tried again the next time.
 */
export function startRetention(
  log: Pick<Log, "trim">,
  topic: LogTopic,
  landed: () => bigint,
  warn: (text: string) => void,
  every = everyMs,
): AsyncDisposable {
  let trimming = Promise.resolve();
  const trim = async () => {
    try {
      faultPoint("retention: due");
      await log.trim(topic, 0, landed(), Date.now() - keepMs);
      faultPoint("retention: trimmed");
    } catch (error) {
      warn(`Cannot trim the log: ${messageOf(error)}; trying again in ${every / 60_000} minutes`);
    }
  };
  const timer = setInterval(() => trimming = trimming.then(trim), every);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await trimming;
    },
  };
}
