import { joinBytes } from "../../base/read_lines.ts";
import type { Tools } from "./adapter.ts";
import { showUrl } from "./guard.ts";
import { Problem, problemOfStatus } from "./problem.ts";
import type { Answer, Question } from "./request.ts";

/** A whole answer with status 2xx (or 304, with an empty text). */
export interface Document {
  status: number;
  headers: { [name: string]: string };
  text: string;
}

/** Asks for a document as text. @throws {Problem} unless it comes with a good status, whole, in time and not too large. */
export async function readText(question: Question, tools: Tools, signal: AbortSignal): Promise<Document> {
  const answer = await readAny(question, tools, signal);
  if (answer.status !== 304 && (answer.status < 200 || answer.status > 299)) {
    throw problemOfStatus(answer.status, answer.headers, tools.now());
  }
  return answer;
}

/** Asks for a document as JSON. @throws {Problem} as `readText()` does, and when it is not JSON. */
export async function readJson(
  question: Question,
  tools: Tools,
  signal: AbortSignal,
): Promise<Document & { json: unknown }> {
  const document = await readText(question, tools, signal);
  return { ...document, json: parseJson(document.text, question.url) };
}

/** Asks for a document, whatever its status. @throws {Problem} unless it comes whole, in time and not too large. */
export async function readAny(question: Question, tools: Tools, signal: AbortSignal): Promise<Document> {
  const { documentMs } = tools.limits;
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), documentMs);
  try {
    const answer = await tools.request(question, tools.limits, AbortSignal.any([signal, tooLong.signal]));
    const text = await readWhole(answer, question.url, tools);
    return { status: answer.status, headers: answer.headers, text };
  } catch (error) {
    if (!tooLong.signal.aborted || signal.aborted) throw error;
    throw new Problem("lost", `"${showUrl(question.url)}" takes more than ${documentMs} ms`);
  } finally {
    clearTimeout(timer);
  }
}

/** The value of a JSON text. @throws {Problem} that says what it is instead, without quoting it. */
export function parseJson(text: string, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const what = /^\s*</.test(text) ? "with a web page in place of JSON" : "with something that is not JSON";
    throw new Problem("lost", `"${showUrl(url)}" answers ${what}`);
  }
}

async function readWhole({ headers, body }: Answer, url: URL, { limits }: Tools): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limits.documentBytes) {
      throw new Problem("refused", `"${showUrl(url)}" is larger than ${limits.documentBytes} bytes`);
    }
    chunks.push(chunk);
  }
  const bytes = size === 0 ? new Uint8Array() : joinBytes(chunks);
  return decoderOf(headers["content-type"], bytes).decode(bytes);
}

// XML may say it in its first line, also where the header does not.
function decoderOf(contentType: string | undefined, bytes: Uint8Array): TextDecoder {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const label = /charset="?([\w-]{1,40})/i.exec(contentType ?? "")?.[1] ??
    /^\s*<\?xml[^>]{0,100}encoding=["']([\w-]{1,40})/.exec(head)?.[1];
  try {
    return new TextDecoder(label ?? "utf-8");
  } catch {
    return new TextDecoder();
  }
}
