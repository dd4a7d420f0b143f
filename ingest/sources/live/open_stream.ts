import type { Tools } from "./adapter.ts";
import { showUrl } from "./guard.ts";
import { Problem, problemOfStatus } from "./problem.ts";
import type { Answer, Question } from "./request.ts";
import { readEvents, type ServerEvent } from "./sse.ts";

/** Server-sent events of an address. @throws {Problem} when it is refused, is no such stream, is silent or breaks. */
export async function* openEvents(
  question: Question,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const headers = { accept: "text/event-stream", ...question.headers };
  const { body } = await openStream({ ...question, headers }, /^text\/event-stream\b/i, tools, signal);
  yield* readEvents(body, tools.limits.eventBytes);
}

/** An answer that goes on. @throws {Problem} unless its status is 200 and its type is the one that is expected. */
export async function openStream(
  question: Question,
  type: RegExp,
  tools: Tools,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await tools.request(question, tools.limits, signal);
  if (answer.status !== 200) {
    await letGo(answer);
    throw problemOfStatus(answer.status, answer.headers, tools.now());
  }
  const stated = answer.headers["content-type"] ?? "";
  if (type.test(stated)) {
    tools.reached("live");
    return answer;
  }
  await letGo(answer);
  const what = /html/i.test(stated) ? "with a web page" : "with something else";
  throw new Problem("lost", `"${showUrl(question.url)}" answers ${what} in place of a stream`);
}

async function letGo({ body }: Answer): Promise<void> {
  for await (const _ of body) break;
}
