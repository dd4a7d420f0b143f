import { z } from "zod";
import { timeMs } from "./fields.ts";

const name = (max: number) => z.string().min(1).max(max);
const coverageShape = {
  /**
   * `log-gap`: the log gave lines up before they were read. The others are of a stream in a span of time: all was received, it
   * comes late, nothing was received, or a sample; `state` says how the stream does from then on, and why.
   */
  kind: z.enum(["log-gap", "connected", "lagging", "gap", "sampled", "state"]),
  detail: z.string().max(1000),
  /** When it was noticed, UTC milliseconds: of two lines about one time, the later one holds. */
  at: timeMs,
  source: z.exactOptional(name(32)),
  stream: z.exactOptional(name(200)),
  /** The span in event time, UTC milliseconds; without an end it goes on until a later line says otherwise. */
  from: z.exactOptional(timeMs),
  to: z.exactOptional(timeMs),
  /** Which share of the stream was received, 0 to 1. */
  seen: z.exactOptional(z.number().min(0).max(1)),
};

/** What was received, and what was not. */
export const Coverage: z.ZodType<Coverage> = z.object(coverageShape).refine(
  ({ kind, stream, from }) => kind === "log-gap" || (stream !== undefined && from !== undefined),
  { message: "must name its stream and where its span begins" },
);
/** See the schema of the same name. */
export type Coverage = z.infer<z.ZodObject<typeof coverageShape>>;

/** Coverage on the log. */
export type CoverageEnvelope = { v: 1; t: "coverage" } & Coverage;

/** The log line of what was received, or was not. */
export function encodeCoverage(about: Coverage): string {
  return JSON.stringify({ v: 1, t: "coverage", ...about } satisfies CoverageEnvelope);
}
