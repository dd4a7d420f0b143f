import type { Asked, Wish } from "../../../ingest/registry/registry.ts";
import type { StreamLimits } from "../../../ingest/registry/stream.ts";
import type { StreamAnswer, StreamDesk } from "../../operate/stream_desk.ts";
import { askServer, type ServerAnswer } from "../ask_server.ts";

/** All streams, as the server answers. */
export type StreamsNow = Awaited<ReturnType<StreamDesk["list"]>>;
/** All sources with their forms, and which secrets there are already. */
export type Sources = ReturnType<StreamDesk["sources"]>;

/** What a page can have done with streams. */
export interface AskStreams {
  list(): Promise<ServerAnswer<StreamsNow>>;
  sources(): Promise<ServerAnswer<Sources>>;
  /** Asks the source; nothing is kept. */
  check(wish: Asked): Promise<ServerAnswer<{ stream: string }>>;
  add(wish: Wish): Promise<ServerAnswer<StreamAnswer>>;
  act(id: string, act: "start" | "pause" | "stop"): Promise<ServerAnswer<StreamAnswer>>;
  limit(id: string, limits: StreamLimits): Promise<ServerAnswer<StreamAnswer>>;
  remove(id: string): Promise<ServerAnswer<StreamAnswer>>;
  /** Of a stream of the registry by its id, of another by its name. */
  removeData(idOrStream: string): Promise<ServerAnswer<{ stream: string }>>;
}

let asking: AskStreams | undefined;

/** Lets the page ask its server; without it, as in a report, while it is painted or where others read, nothing is asked. */
export function allowStreams(): void {
  const of = (id: string) => `/api/streams/${encodeURIComponent(id)}`;
  asking = {
    list: () => askServer("/api/streams", undefined, "GET"),
    sources: () => askServer("/api/sources", undefined, "GET"),
    check: (wish) => askServer("/api/streams/check", wish),
    add: (wish) => askServer("/api/streams", wish),
    act: (id, act) => askServer(`${of(id)}/${act}`),
    limit: (id, limits) => askServer(of(id), limits, "PATCH"),
    remove: (id) => askServer(of(id), undefined, "DELETE"),
    removeData: (idOrStream) => askServer(`${of(idOrStream)}/data`, undefined, "DELETE"),
  };
}

/** The way to ask; undefined where nobody answers. */
export function streamDesk(): AskStreams | undefined {
  return asking;
}
