import { QueryLate } from "../../analysis/store/reads.ts";
import { openStore, type Store } from "../../analysis/store/store.ts";
import { checkPage } from "../page/check_page.ts";
import type { Page } from "../page/page.ts";
import { parsePage } from "../page/parse_page.ts";
import { topics } from "../topics.ts";
import { createHub, type Hub } from "./hub.ts";
import type { ServerMessage } from "./protocol.ts";
import type { Socket } from "./socket.ts";

const waitMs = 120_000;

/** For tests: a hub over a real store, with sockets that remember. */
export interface HubBench {
  hub: Hub;
  store: Store;
  /** The pages there are, by name. */
  pages: Map<string, Page>;
  /** What the hub had for the operator. */
  warned: string[];
  /** Lands posts of these texts, a minute apart, and tells the hub. */
  land(...texts: string[]): Promise<void>;
  /** Lands posts of these texts at a time, UTC milliseconds. */
  landAt(time: number, ...texts: string[]): Promise<void>;
  /** What the hub has asked the store so far; `queries` are SQL with the values bound. */
  asked: { snapshots: number; queries: string[]; rounds: number };
  /** Runs before each further snapshot is taken; what it throws is why there is none. */
  beforeSnapshot(act: () => Promise<void>): void;
  /** Opens a tab. */
  open(): FakeSocket;
}

/** One tab as the hub sees it. */
export interface FakeSocket extends Socket {
  bufferedAmount: number;
  readonly sent: ServerMessage[];
  readonly closed: [number, string][];
  say(message: unknown): void;
  leave(): void;
  /** Waits for a message that fits, from `after` on. */
  next(fits: (message: ServerMessage) => boolean, after?: number): Promise<ServerMessage>;
}

/** Runs a test with a hub that knows one page, and closes everything. */
export async function withHub(
  file: string,
  run: (bench: HubBench) => Promise<void>,
  now = Date.now,
  elapsed?: () => number,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  try {
    await using store = await openStore(dataDir);
    const page = parsePage("p", file);
    await checkPage(page, store.reads, topics);
    const pages = new Map([["p", page]]);
    const warned: string[] = [];
    const { asked, beforeSnapshot } = listen(store);
    const hub = createHub({
      page: (name) => pages.get(name),
      reads: store.reads,
      topics,
      now,
      elapsed,
      warn: (text) => warned.push(text),
      onRound: () => asked.rounds++,
    });
    const open = () => openSocket(hub);
    try {
      await run({ hub, store, pages, warned, asked, beforeSnapshot, ...landingOf(store), open });
    } finally {
      await hub.close();
    }
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** Waits until a condition holds. @throws when it does not in time. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`not in ${waitMs} ms: ${what}`);
}

function listen(store: Store): Pick<HubBench, "asked" | "beforeSnapshot"> {
  const asked: HubBench["asked"] = { snapshots: 0, queries: [], rounds: 0 };
  const { snapshot } = store.reads;
  let before = () => Promise.resolve();
  store.reads.snapshot = async (width, spare, finders) => {
    await before();
    const taken = await snapshot(width, spare, finders);
    asked.snapshots++;
    const find = taken.find.bind(taken);
    taken.find = async (wanted, ...rest) => {
      const found = await find(wanted, ...rest);
      for (const posts of found) {
        if (posts === null || posts instanceof QueryLate) continue;
        const query = posts.query.bind(posts);
        posts.query = (sql, ...rest) => {
          asked.queries.push(`${sql} ${JSON.stringify(rest[0])}`);
          return query(sql, ...rest);
        };
      }
      return found;
    };
    const use = taken.use.bind(taken);
    taken.use = (work) =>
      use((lane) =>
        work({
          copy: (path, sql, limits) => lane.copy(path, sql, limits),
          keep: (table, sql, ...rest) => {
            asked.queries.push(`${table}: ${sql} ${JSON.stringify(rest[0])}`);
            return lane.keep(table, sql, ...rest);
          },
          query: (sql, ...rest) => {
            asked.queries.push(`${sql} ${JSON.stringify(rest[0])}`);
            return lane.query(sql, ...rest);
          },
        })
      );
    return taken;
  };
  return { asked, beforeSnapshot: (act) => void (before = act) };
}

const firstPostAt = Date.UTC(2026, 0, 1);

function landingOf(store: Store): Pick<HubBench, "land" | "landAt"> {
  let landing = 0;
  let posts = 0;
  let edge = 0;
  const commit = async (rows: { text: string; time: number }[]) => {
    landing++;
    for (const { text, time } of rows) await store.writer.exec(insertPost(text, ++posts, time, landing));
    const times = rows.map(({ time }) => time);
    edge = Math.max(edge, ...times);
    await store.writer.exec(`
      insert or replace into base.sources values ('x', ${posts}, '2026-01-01', epoch_ms(${edge}), false);
      insert into base.landings (landing, landed_at, posts, duplicates, dead) values (${landing}, '2026-01-01', ${rows.length}, 0, 0);`);
    store.publish({
      landing,
      posts: rows.length,
      views: ["posts", "minutes", "hours", "sources", "landings"],
      minCreatedAt: Math.min(...times),
      maxCreatedAt: Math.max(...times),
      rewritten: false,
    });
  };
  return {
    land: (...texts) =>
      commit(texts.map((text, index) => ({ text, time: firstPostAt + (posts + index) * 60_000 }))),
    landAt: (time, ...texts) => commit(texts.map((text) => ({ text, time }))),
  };
}

function insertPost(text: string, number: number, time: number, landing: number): string {
  const quoted = text.replaceAll("'", "''");
  return `insert into base.posts (source, id, revision, stream, created_at, received_at, landed_at, landing, text, norm,
      tokens, terms, hashtags, mentions, links, cashtags, truncated, row_no)
    values ('x', '${number}', 0, 's', epoch_ms(${time}), '2026-01-02', '2026-01-02',
      ${landing}, '${quoted}', ' ${quoted} ', 1, '', [], [], [], [], false, ${number})`;
}

function openSocket(hub: Hub): FakeSocket {
  let hear = (_text: string) => {};
  let left = () => {};
  const sent: ServerMessage[] = [];
  const closed: [number, string][] = [];
  const socket: FakeSocket = {
    bufferedAmount: 0,
    sent,
    closed,
    send: (message) =>
      void sent.push(JSON.parse(typeof message === "string" ? message : new TextDecoder().decode(message))),
    close: (code, reason) => {
      closed.push([code, reason]);
      left();
    },
    onMessage: (listener) => void (hear = listener),
    onClose: (listener) => void (left = listener),
    say: (message) => hear(typeof message === "string" ? message : JSON.stringify(message)),
    leave: () => left(),
    async next(fits, after = 0) {
      await until(
        () => sent.slice(after).some(fits),
        `a message that fits; there are ${JSON.stringify(sent)}`,
      );
      return sent.slice(after).find(fits)!;
    },
  };
  hub.accept(socket);
  return socket;
}
