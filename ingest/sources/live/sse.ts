/** One event of a stream of server-sent events. */
export interface ServerEvent {
  /** The last id that the stream has given; empty without any. */
  id: string;
  event: string;
  data: string;
  /** `data` is the beginning of one that is too long. */
  cut: boolean;
}

/**
 * Cuts bytes into server-sent events, as the HTML standard has it: lines end with LF, CR or both, data may have several
 * lines, lines that begin with a colon are heartbeats, and an event that the end of the stream cuts is dropped.
 */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
  maxChars: number,
): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  const open = new OpenEvent(maxChars);
  const mostRest = maxChars + "data: ".length + 1;
  let rest = "";
  let afterReturn = false;
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true });
    if (afterReturn && text.startsWith("\n")) text = text.slice(1);
    if (text !== "") afterReturn = text.endsWith("\r");
    const lines = text.split(/\r\n|\n|\r/);
    // What has waited for its end is not looked through again: a line may come in very many pieces.
    if (rest.length < mostRest) lines[0] = (rest + lines[0]).slice(0, mostRest);
    else lines[0] = rest;
    rest = lines.pop()!;
    for (const line of lines) {
      const event = open.take(line);
      if (event !== undefined) yield event;
    }
  }
}

class OpenEvent {
  #id = "";
  #event = "";
  #data: string[] = [];
  #chars = 0;

  constructor(readonly maxChars: number) {}

  take(line: string): ServerEvent | undefined {
    if (line === "") return this.#close();
    const colon = line.indexOf(":");
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "data") {
      if (this.#chars <= this.maxChars) this.#data.push(value.slice(0, this.maxChars + 1 - this.#chars));
      this.#chars += value.length + 1;
    }
    return undefined;
  }

  #close(): ServerEvent | undefined {
    const cut = this.#chars > this.maxChars + 1;
    const event = { id: this.#id, event: this.#event || "message", data: this.#data.join("\n"), cut };
    const empty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    this.#chars = 0;
    return empty ? undefined : event;
  }
}
