import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { attemptSqlite } from "../base/sqlite_reason.ts";
import type { SourceName } from "../sources/source_names.ts";
import type { Observed, StreamLimits, StreamPlan, StreamState, Tally, Wanted } from "./stream.ts";

/** What killed processes leave is cleared away after so long. */
const oldBeatMs = 60_000;

/** The tables that this file reads and writes. */
export const streamTables = `
  create table if not exists streams (
    id text primary key, stream text not null unique, source text not null, what text, per_hour integer, schedule text,
    wanted text not null, wanted_at integer not null, anew integer not null, added_at integer not null,
    state text not null, reason text, since integer not null, retry_at integer,
    posts integer not null, per_minute integer not null, last_post_at integer, left_out text not null,
    hour integer not null, of_hour integer not null
  );
  create table if not exists followers (holder text primary key, beat_at integer not null);
`;

/** A stream as it is kept: what is wanted of it, and what was seen last by whoever read it. */
export interface StoredStream extends StreamPlan, Observed, Tally {
  id: string;
  source: SourceName;
  stream: string;
  wanted: Wanted;
  wantedAt: number;
  /** Whether it begins with what is new, because it was stopped before. */
  anew: boolean;
  addedAt: number;
  /** Who reads it, empty: nobody; and when that one last said so, UTC milliseconds. */
  holder: string;
  beatAt: number;
}

/** The streams in `DATA_DIR/control.sqlite`; several processes may have it open. Each call is one transaction. */
export interface StreamTable {
  /** False where it is there already. */
  add(
    stream: Pick<StoredStream, "id" | "stream" | "source" | "what" | keyof StreamLimits>,
    now: number,
  ): boolean;
  list(): StoredStream[];
  find(id: string): StoredStream | undefined;
  want(id: string, wanted: Wanted, now: number): void;
  limit(id: string, limits: StreamLimits): void;
  /** Its cursors go with it. */
  remove(id: string): void;
  /** Notes that it has begun anew. */
  begun(id: string): void;
  /** Notes what `holder` sees; false where that one does not read the stream. */
  observe(id: string, observed: Observed, holder: string): boolean;
  /** Notes why nobody reads a stream; false where somebody does, who has said so since `after`, UTC milliseconds. */
  observeUnread(id: string, observed: Observed, after: number): boolean;
  tally(id: string, tally: Tally, holder: string): void;
  /** A process says that it reads whatever is wanted. */
  beat(holder: string, now: number): void;
  endBeat(holder: string): void;
  /** Those who have said so, and when, UTC milliseconds. */
  followers(): { holder: string; beatAt: number }[];
}

/** Opens the tables of streams in the database at `path`. */
export function streamTable(db: DatabaseSync, path: string): StreamTable {
  const sql = prepare(db);
  const attempt = <Result>(what: string, act: () => Result) =>
    attemptSqlite(`Cannot ${what} streams in "${path}"`, act);
  return {
    add: (stream, now) => attempt("add", () => sql.insert.run({ ...stream, now }).changes > 0),
    list: () => attempt("read", () => sql.all.all().map(toStored)),
    find(id) {
      const row = attempt("read", () => sql.one.get(id));
      return row === undefined ? undefined : toStored(row);
    },
    want: (id, wanted, now) => attempt("change", () => void sql.want.run({ id, wanted, now })),
    limit: (id, { perHour, schedule }) =>
      attempt("change", () => void sql.limit.run({ id, perHour, schedule })),
    remove: (id) =>
      attempt("remove", () => {
        db.exec("begin immediate");
        try {
          for (const statement of [...sql.drop, sql.remove]) statement.run(id);
          db.exec("commit");
        } catch (error) {
          // Where the disk is full, SQLite has rolled back by itself.
          if (db.isTransaction) db.exec("rollback");
          throw error;
        }
      }),
    begun: (id) => attempt("change", () => void sql.begun.run(id)),
    observe: (id, { state, reason, since, retryAt }, holder) =>
      attempt("change", () => sql.observe.run({ id, holder, state, reason, since, retryAt }).changes > 0),
    observeUnread: (id, { state, reason, since, retryAt }, after) =>
      attempt(
        "change",
        () => sql.observeUnread.run({ id, state, reason, since, retryAt, after }).changes > 0,
      ),
    tally: (id, { leftOut, ...numbers }, holder) =>
      attempt(
        "change",
        () => void sql.tally.run({ id, holder, ...numbers, leftOut: JSON.stringify(leftOut) }),
      ),
    beat: (holder, now) =>
      attempt("follow", () => {
        sql.endOldBeats.run(now - oldBeatMs);
        sql.beat.run(holder, now);
      }),
    endBeat: (holder) => attempt("follow", () => void sql.endBeat.run(holder)),
    followers: () =>
      attempt(
        "read",
        () => sql.followers.all().map((row) => ({ holder: String(row.holder), beatAt: Number(row.beat_at) })),
      ),
  };
}

function prepare(db: DatabaseSync) {
  const selected = `select s.*, coalesce(l.holder, '') as holder, coalesce(l.beat_at, 0) as beat_at
    from streams s left join leases l on l.stream = s.stream`;
  const held = "exists (select 1 from leases l where l.stream = streams.stream and l.holder = :holder)";
  return {
    all: db.prepare(`${selected} order by s.added_at, s.id`),
    one: db.prepare(`${selected} where s.id = ?`),
    insert: db.prepare(`insert into streams values (:id, :stream, :source, :what, :perHour, :schedule,
      'running', :now, 0, :now, 'starting', null, :now, null, 0, 0, null, '{}', 0, 0) on conflict do nothing`),
    want: db.prepare(`update streams set anew = anew or (wanted = 'stopped' and :wanted = 'running'),
      wanted = :wanted, wanted_at = :now where id = :id and wanted <> :wanted`),
    limit: db.prepare("update streams set per_hour = :perHour, schedule = :schedule where id = :id"),
    drop: ["cursors", "leases"].map((table) =>
      db.prepare(`delete from ${table} where stream = (select stream from streams where id = ?)`)
    ),
    remove: db.prepare("delete from streams where id = ?"),
    begun: db.prepare("update streams set anew = 0 where id = ?"),
    observe: db.prepare(
      `update streams set state = :state, reason = :reason, since = :since, retry_at = :retryAt
      where id = :id and ${held}`,
    ),
    observeUnread: db.prepare(`update streams set state = :state, reason = :reason, since = :since,
      retry_at = :retryAt where id = :id and not exists (
        select 1 from leases l where l.stream = streams.stream and l.holder <> '' and l.beat_at >= :after)`),
    tally: db.prepare(
      `update streams set posts = :posts, per_minute = :perMinute, last_post_at = :lastPostAt,
      left_out = :leftOut, hour = :hour, of_hour = :ofHour where id = :id and ${held}`,
    ),
    beat: db.prepare(
      "insert into followers values (?, ?) on conflict do update set beat_at = excluded.beat_at",
    ),
    endBeat: db.prepare("delete from followers where holder = ?"),
    endOldBeats: db.prepare("delete from followers where beat_at < ?"),
    followers: db.prepare("select holder, beat_at from followers"),
  };
}

function toStored(row: Record<string, SQLOutputValue>): StoredStream {
  const text = (name: string) => row[name] === null ? null : String(row[name]);
  const number = (name: string) => row[name] === null ? null : Number(row[name]);
  return {
    id: String(row.id),
    stream: String(row.stream),
    source: row.source as SourceName,
    what: text("what"),
    perHour: number("per_hour"),
    schedule: text("schedule"),
    wanted: row.wanted as Wanted,
    wantedAt: Number(row.wanted_at),
    anew: row.anew === 1,
    addedAt: Number(row.added_at),
    state: row.state as StreamState,
    reason: text("reason"),
    since: Number(row.since),
    retryAt: number("retry_at"),
    posts: Number(row.posts),
    perMinute: Number(row.per_minute),
    lastPostAt: number("last_post_at"),
    leftOut: JSON.parse(String(row.left_out)),
    hour: Number(row.hour),
    ofHour: Number(row.of_hour),
    holder: String(row.holder),
    beatAt: Number(row.beat_at),
  };
}
