import type { StreamAnswer } from "../../operate/stream_desk.ts";
import { plainText } from "../charts/plain_text.ts";
import { sourceName } from "../charts/source_name.ts";
import { plural } from "../words.ts";
import type { StreamsNow } from "../streams/ask_streams.ts";
import { nextTry } from "../streams/state_words.ts";

const maxNameChars = 80;
const maxReasonChars = 300;
/** Those that have most to say: what is about to bring posts, then what can not. */
const order = ["live", "catching up", "starting", "failed", "waiting for quota", "paused", "stopped"];

/** What becomes of the streams that are to bring the first real post, nothing where none is to; and when that is tried next. */
export function realWords({ streams, followed }: StreamsNow, now: number): { said: string; next: string } {
  const wanted = streams.filter((stream) => stream.wanted === "running");
  const [first] = wanted.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  if (first === undefined) return { said: "", next: "" };
  if (!followed) return { said: "Nothing is followed yet: no ingest runs.", next: "" };
  const others = wanted.length - 1;
  const more = others === 0 ? "" : ` ${plural(others, "more stream")} ${others === 1 ? "is" : "are"} wanted.`;
  const next = first.retryAt === null ? "" : ` ${capital(nextTry(first.retryAt, now))}.`;
  return { said: `${sentence(first)}${more}`, next };
}

function sentence({ stream, source, state, reason }: StreamAnswer): string {
  const name = plainText(stream === source ? sourceName(source) : stream, maxNameChars);
  if (state === "starting") return `${name} is starting.`;
  if (state === "live" || state === "catching up") {
    return `${name} is connected; its first posts are on their way.`;
  }
  // The table of streams says it in full.
  const short = /^"[^"]*" (cannot be reached|has not answered|said nothing|broke off)\b/.exec(reason ?? "")
    ?.[1];
  const why = short ?? `gives nothing yet: ${plainText(reason ?? state, maxReasonChars)}`;
  return `${name} ${why}. The simulated stream stays on.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
