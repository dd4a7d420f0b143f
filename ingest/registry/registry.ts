import { createHash } from "node:crypto";
import { Fatal, messageOf } from "../base/errors.ts";
import type { Settings } from "../base/settings.ts";
import type { Adapter } from "../sources/live/adapter.ts";
import { createAdapter, type Followed } from "../sources/live_sources.ts";
import { sourceForms } from "../sources/source_forms.ts";
import { topicFiles } from "../topics/topic_files.ts";
import type { Checked } from "./check_stream.ts";
import {
  Credentials,
  type Origins,
  originsOf,
  readCredentials,
  saveCredentials,
  withCredentials,
} from "./credentials.ts";
import { Refusal } from "../base/refusal.ts";
import { blamedField, checkLimits, refuseRival, refuseUnconfirmed, refuseUnfollowed } from "./refuse_wish.ts";
import type { StreamLimits, StreamList, StreamView, Wanted } from "./stream.ts";
import type { StoredStream, StreamTable } from "./stream_table.ts";
import { createIsAtWork, toView } from "./to_view.ts";

const maxStreams = 200;

/** What the registry works with. */
export interface RegistryDeps {
  table: StreamTable;
  dataDir: string;
  settings: Settings;
  /** Whether the process of a lease lives. */
  isAlive(holder: string): boolean;
  check(adapter: Adapter): Promise<Checked>;
  now(): number;
}

/** A stream that somebody wants. */
export interface Wish extends Followed, StreamLimits {
  credentials: Credentials;
  /** That they know what it costs, where the source charges. */
  confirmed: boolean;
}

/** What a source is asked for. */
export type Asked = Pick<Wish, "source" | "what" | "credentials">;

/** The streams of a data folder. @throws {Refusal} from each of its acts, saying why not. */
export interface Registry {
  list(): StreamList;
  /** Asks the source; nothing is kept. */
  check(wish: Asked): Promise<{ stream: string; items: number }>;
  /** Adds a stream, which then runs; credentials are asked for at the source before they are kept. */
  add(wish: Wish): Promise<StreamView>;
  /** Runs what is to be followed, which is added where it is not there; who asks knows what it costs. */
  ensure(followed: Followed): Promise<StreamView>;
  want(id: string, wanted: Wanted): StreamView;
  limit(id: string, limits: Partial<StreamLimits>): StreamView;
  /** What it has brought stays. */
  remove(id: string): StreamView;
  /** By its id, or its name as on its posts. */
  find(idOrStream: string): StreamView;
  /** Where each secret comes from. */
  origins(): Origins;
}

/** Opens the registry over a table of streams. */
export function createRegistry(deps: RegistryDeps): Registry {
  const { table, dataDir, settings, now } = deps;
  const isFollowed = () => table.followers().some(createIsAtWork(deps.isAlive, now()));
  const view = (stream: StoredStream, followed = isFollowed()) =>
    toView(stream, createIsAtWork(deps.isAlive, now())(stream), followed, now());
  const stored = (idOrStream: string) => {
    const found = table.find(idOrStream) ?? table.list().find(({ stream }) => stream === idOrStream);
    if (found === undefined) throw new Refusal(`There is no stream "${idOrStream}"`);
    return found;
  };
  const { adapterOf, check } = createAsk(deps);
  const add = async (wish: Wish) => {
    const limits = checkLimits(wish);
    const adapter = adapterOf(wish);
    const { stream, ends } = adapter;
    const others = table.list();
    if (ends) throw new Refusal(`"${stream}" ends by itself: use --source push=stdin`, "what");
    refuseKnown(stream, others);
    if (others.length >= maxStreams) {
      throw new Refusal(`There are ${maxStreams} streams, which is the most`);
    }
    refuseRival(
      wish,
      others,
      withCredentials(settings, { ...readCredentials(dataDir), ...wish.credentials }),
    );
    refuseUnconfirmed(adapter, wish.confirmed);
    if (Object.keys(wish.credentials).length > 0) {
      await check(wish);
      // Somebody may have been quicker while the source was asked.
      refuseKnown(stream, table.list());
      saveCredentials(dataDir, wish.credentials);
    }
    const id = streamId(stream);
    table.add({ id, stream, source: wish.source, what: wish.what, ...limits }, now());
    return view(stored(id));
  };
  return {
    list() {
      const followed = isFollowed();
      return { streams: table.list().map((stream) => view(stream, followed)), followed };
    },
    find: (idOrStream) => view(stored(idOrStream)),
    check,
    add,
    async ensure({ source, what }) {
      const wish = { source, what, perHour: null, schedule: null, credentials: {}, confirmed: true };
      const known = table.find(streamId(adapterOf(wish).stream));
      if (known === undefined) return await add(wish);
      table.want(known.id, "running", now());
      return view(stored(known.id));
    },
    want(id, wanted) {
      table.want(stored(id).id, wanted, now());
      return view(stored(id));
    },
    limit(id, limits) {
      const { perHour, schedule, id: known } = stored(id);
      table.limit(known, checkLimits({ perHour, schedule, ...limits }));
      return view(stored(id));
    },
    remove(id) {
      const removed = stored(id);
      table.remove(removed.id);
      return view(removed);
    },
    origins: () => originsOf(settings, readCredentials(dataDir)),
  };
}

function refuseKnown(stream: string, streams: StoredStream[]): void {
  if (!streams.some((other) => other.stream === stream)) return;
  throw new Refusal(`"${stream}" is there already`, "what");
}

/** What asks sources: the adapter of a wish, and whether its source gives that. */
function createAsk(deps: Pick<RegistryDeps, "dataDir" | "settings" | "check">) {
  const { dataDir, settings } = deps;
  const topics = topicFiles(dataDir);
  const adapterOf = ({ source, what, credentials }: Asked) => {
    const fault = Credentials.safeParse(credentials).error?.issues[0];
    if (fault !== undefined) throw new Refusal("Give one word of plain characters", String(fault.path[0]));
    const all = withCredentials(settings, { ...readCredentials(dataDir), ...credentials });
    refuseUnfollowed({ source, what }, topics);
    try {
      return createAdapter({ source, what }, all);
    } catch (error) {
      if (!(error instanceof Fatal)) throw error;
      const form = sourceForms.find(({ name }) => name === source)!;
      throw new Refusal(messageOf(error), blamedField(messageOf(error), form.credentials, all));
    }
  };
  const check = async (wish: Asked) => {
    const adapter = adapterOf(wish);
    const checked = await deps.check(adapter);
    if (checked.ok) return { stream: adapter.stream, items: checked.items };
    const form = sourceForms.find(({ name }) => name === wish.source)!;
    const [credential] = checked.ofCredentials ? form.credentials : [];
    throw new Refusal(checked.message, credential?.name ?? "what");
  };
  return { adapterOf, check };
}

/** The id of a stream, which is the same wherever it is added. */
export function streamId(stream: string): string {
  return createHash("sha256").update(stream).digest("hex").slice(0, 10);
}
