import type { Origins } from "../../ingest/registry/credentials.ts";
import type { Registry, Wish } from "../../ingest/registry/registry.ts";
import type { StreamLimits, StreamView, Wanted } from "../../ingest/registry/stream.ts";
import type { SourceForm } from "../../ingest/sources/source_form.ts";

/** What a stream takes in the database. */
export interface Storage {
  posts: number;
  /** By its share of all posts. */
  bytes: number;
}

/** What the desk works with. */
export interface StreamDeskDeps {
  registry: Registry;
  forms: readonly SourceForm[];
  /** By the names of streams. */
  storage(): Promise<ReadonlyMap<string, Storage>>;
  /** Puts the order to delete a stream's data on the log. */
  forget(stream: string): Promise<void>;
  /** Whether the simulated stream has not given way yet. */
  isSimulated(): boolean;
}

/** A stream, and what there is of it. */
export type StreamAnswer = StreamView & { storage: Storage };

/** Sources and streams, for who operates them. Answers hold no secret. */
export interface StreamDesk {
  sources(): { sources: readonly SourceForm[]; credentials: Origins };
  list(): Promise<{ streams: StreamAnswer[]; followed: boolean; simulated: boolean }>;
  check: Registry["check"];
  add(wish: Wish): Promise<StreamAnswer>;
  want(id: string, wanted: Wanted): Promise<StreamAnswer>;
  limit(id: string, limits: Partial<StreamLimits>): Promise<StreamAnswer>;
  remove(id: string): Promise<StreamAnswer>;
  /** Deletes what a stream has brought until now, with the next landings; by its name also one that the registry does not know. */
  removeData(idOrStream: string): Promise<{ stream: string; storage: Storage }>;
}

const nothing: Storage = { posts: 0, bytes: 0 };

/** A desk over the registry of a data folder and its database. */
export function createStreamDesk(deps: StreamDeskDeps): StreamDesk {
  const { registry } = deps;
  const answer = async (view: StreamView) => ({
    ...view,
    storage: (await deps.storage()).get(view.stream) ?? nothing,
  });
  return {
    sources: () => ({ sources: deps.forms, credentials: registry.origins() }),
    async list() {
      const { streams, followed } = registry.list();
      return { streams: await Promise.all(streams.map(answer)), followed, simulated: deps.isSimulated() };
    },
    check: (wish) => registry.check(wish),
    add: async (wish) => await answer(await registry.add(wish)),
    want: (id, wanted) => answer(registry.want(id, wanted)),
    limit: (id, limits) => answer(registry.limit(id, limits)),
    remove: (id) => answer(registry.remove(id)),
    async removeData(idOrStream) {
      const known = registry.list().streams.find(({ id }) => id === idOrStream);
      const stream = known?.stream ?? idOrStream;
      await deps.forget(stream);
      return { stream, storage: (await deps.storage()).get(stream) ?? nothing };
    },
  };
}
