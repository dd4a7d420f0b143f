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

/** What becomes of the streams that are to bring the first real post; nothing where none is to. */
export function realWords({ streams, followed }: StreamsNow, now: number): string {
  const wanted = streams.filter((stream) => stream.wanted === "running");
  const [first] = wanted.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  if (first === undefined) return "";
  if (!followed) return "Nothing is followed yet: no ingest runs.";
  const others = wanted.length - 1;
  const more = others === 0 ? "" : ` ${plural(others, "more stream")} ${others === 1 ? "is" : "are"} wanted.`;
  return `${sentence(first, now)}${more}`;
}

function sentence(stream: StreamAnswer, now: number): string {
  const name = plainText(
    stream.stream === stream.source ? sourceName(stream.source) : stream.stream,
    maxNameChars,
  );
  switch (stream.state) {
    case "starting":
      return `${name} is starting.`;
    case "live":
    case "catching up":
      return `${name} is connected; its first posts are on their way.`;
    default:
      return `${name} ${trouble(stream, now)}. The simulated stream stays on.`;
  }
}

// The table of streams says it in full.
function trouble({ state, reason, retryAt }: StreamAnswer, now: number): string {
  const short = /^"[^"]*" (cannot be reached|has not answered|said nothing|broke off)\b/.exec(reason ?? "")
    ?.[1];
  const why = short ?? `gives nothing yet: ${plainText(reason ?? state, maxReasonChars)}`;
  return retryAt === null ? why : `${why}; ${nextTry(retryAt, now)}`;
}
