import { z } from "zod";
import { Poison } from "./base/errors.ts";
import { timeMs, words } from "./fields.ts";

const forgetShape = {
  stream: words(200),
  /** What arrived until then goes, UTC milliseconds. */
  until: timeMs,
};

/** That all a stream has brought until some time is to be deleted, and is not to come back from the log. */
export const Forget: z.ZodType<Forget> = z.object(forgetShape);
/** See the schema of the same name. */
export type Forget = z.infer<z.ZodObject<typeof forgetShape>>;

/** Such an order on the log. */
export type ForgetEnvelope = { v: 1; t: "forget" } & Forget;

/** The log line by which a stream's data are deleted. @throws {Poison} for what no stream can be called. */
export function encodeForget(order: Forget): string {
  if (!Forget.safeParse(order).success) {
    throw new Poison(`There is no stream "${order.stream.slice(0, 100)}"`);
  }
  return JSON.stringify({ v: 1, t: "forget", ...order } satisfies ForgetEnvelope);
}
