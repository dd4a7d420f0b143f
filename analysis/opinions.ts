import { Retriable } from "../ingest/base/errors.ts";

/** Other judges of the mood of texts, in a worker of their own that starts when it is asked first and ends when nobody asks. */
export interface Opinions extends Disposable {
  /** Moods of texts, -1, 0 or 1, one of each judge. One question at a time. @throws {Retriable} when it takes too long. */
  ask(texts: string[]): Promise<number[][]>;
}

/** Most that wink-nlp is given of a text, UTF-16 units: it takes longer for longer texts than in proportion. */
const maxChars = 2000;
const answerWithinMs = 20_000;
const idleMs = 60_000;

/** Opens the way to them; nothing is loaded yet. */
export function openOpinions(): Opinions {
  let worker: Worker | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(idle);
    worker?.terminate();
    worker = undefined;
  };
  const start = async () => {
    const url = new URL("./opinion_worker.ts", import.meta.url);
    worker = new Worker(url, { type: "module", name: "opinions", deno: { permissions: "none" } });
    await answerOf(worker);
    return worker;
  };
  return {
    async ask(texts) {
      clearTimeout(idle);
      try {
        const asked = worker ?? await start();
        const answer = answerOf<number[][]>(asked);
        asked.postMessage(texts.map((text) => text.slice(0, maxChars)));
        return await answer;
      } catch (error) {
        end();
        throw new Retriable("The other judges of mood did not answer; try again", { cause: error });
      } finally {
        idle = setTimeout(end, idleMs);
        Deno.unrefTimer(idle as unknown as number);
      }
    },
    [Symbol.dispose]: end,
  };
}

function answerOf<Answer>(worker: Worker): Promise<Answer> {
  const answer = Promise.withResolvers<Answer>();
  const late = setTimeout(() => answer.reject(new Error("too late")), answerWithinMs);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => answer.resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    answer.reject(new Error(event.message));
  };
  return answer.promise.finally(() => clearTimeout(late));
}
