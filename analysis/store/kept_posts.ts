import type { Connection } from "./duckdb.ts";
import type { Landed, SharedPosts } from "./reads.ts";
import { postsRows } from "./views.ts";

/** The database in memory that holds what is kept. */
export const keptDatabase = "kept";

const limits = { tables: 48, rowsOfTable: 250_000, rows: 1_000_000, broad: 200 };
/** A window moves on: what it has left behind goes when it is this share of it. */
const leftBehindShare = 0.25;

/** Some posts of the database, kept in memory: those of a predicate in a window, up to a landing. */
export interface KeptTable {
  readonly key: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly from: number;
  /** All posts up to this landing are there, some later ones may be. */
  landing: number;
  rows: number;
  /** Snapshots that may still read it. */
  readers: number;
}

/** What is to be done before the posts of a landing can be read from a table. */
export interface Claim {
  table: KeptTable;
  work: "none" | "extend" | "build";
}

/** Opens what is kept between snapshots, on a connection of its own. */
export async function openKeptPosts(connection: Connection): Promise<KeptPosts> {
  const { names } = await connection.columns(`from ${postsRows.view} limit 0`, [], 1);
  return new KeptPosts(connection, names.filter((name) => name !== postsRows.row));
}

/** The posts that are kept between snapshots. They go, the longest unused first, when there are too many. */
export class KeptPosts {
  readonly #tables = new Map<string, KeptTable>();
  /** Keys that somebody works on. */
  readonly #busy = new Set<string>();
  /** Keys of which there is too much to keep. */
  readonly #broad = new Set<string>();
  #heard = 0;
  #rewritten = 0;
  #made = 0;
  #dropping: Promise<unknown> = Promise.resolve();

  constructor(readonly connection: Connection, readonly columns: readonly string[]) {}

  /** Takes note of a landing, in the order in which they were committed. */
  hear({ landing, rewritten }: Pick<Landed, "landing" | "rewritten">): void {
    this.#heard = landing;
    if (rewritten) this.#rewritten = landing;
  }

  /** A table for posts as of a landing, whose work is then the caller's; null where the posts are better asked for anew. */
  claim(wanted: SharedPosts, landing: number): Claim | null {
    const { key } = wanted;
    const columns = this.columns.filter((name) => needed.has(name) || wanted.columns.includes(name));
    const known = this.#tables.get(key);
    const fitting = known !== undefined && fits(known, columns, wanted);
    if (fitting) this.#touch(known);
    if (fitting && this.#holdsAsOf(known, landing)) return lend({ table: known, work: "none" });
    if (this.#busy.has(key) || this.#broad.has(key) || landing < (known?.landing ?? 0)) return null;
    if (fitting && this.#rewritten <= known.landing) {
      if (landing > this.#heard) return null;
      this.#busy.add(key);
      return lend({ table: known, work: "extend" });
    }
    this.#busy.add(key);
    const name = `${keptDatabase}.posts_${++this.#made}`;
    const all = this.columns.filter((name) => columns.includes(name) || known?.columns.includes(name));
    return lend({
      table: { key, name, columns: all, from: wanted.from, landing, rows: 0, readers: 0 },
      work: "build",
    });
  }

  /** Makes the table of a claim that is to be built. */
  async make({ name, columns }: KeptTable): Promise<void> {
    const selected = columns.join(", ");
    await this.connection.exec(`create table ${name} as select ${selected} from ${postsRows.view} limit 0`);
  }

  /** Ends the work of a claim: `added` rows make its table whole up to a landing; null where it has failed. */
  settle({ table, work }: Claim, landing: number, added: number | null): void {
    if (work === "none") return;
    this.#busy.delete(table.key);
    if (added === null) return;
    table.landing = landing;
    table.rows += added;
    const before = this.#tables.get(table.key);
    this.#tables.set(table.key, table);
    if (before !== undefined && before !== table) this.#drop(before);
    if (table.rows > limits.rowsOfTable) {
      this.#broad.add(table.key);
      this.#retire(table);
    }
    this.#makeRoom();
  }

  /** Gives a table back that is read no more. */
  giveBack(table: KeptTable): void {
    table.readers--;
    this.#drop(table);
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    await this.#dropping;
    this.connection.close();
  }

  // A table that has come further is as good, if nothing older than what came was changed meanwhile.
  #holdsAsOf(table: KeptTable, landing: number): boolean {
    if (table.landing === landing) return true;
    return table.landing > landing && this.#rewritten <= landing && table.landing <= this.#heard;
  }

  #touch(table: KeptTable): void {
    this.#tables.delete(table.key);
    this.#tables.set(table.key, table);
  }

  #makeRoom(): void {
    let rows = 0;
    for (const table of this.#tables.values()) rows += table.rows;
    for (const table of [...this.#tables.values()]) {
      if (this.#tables.size <= limits.tables && rows <= limits.rows) break;
      if (this.#busy.has(table.key)) continue;
      rows -= table.rows;
      this.#retire(table);
    }
    for (const key of this.#broad) if (this.#broad.size > limits.broad) this.#broad.delete(key);
  }

  #retire(table: KeptTable): void {
    this.#tables.delete(table.key);
    this.#drop(table);
  }

  // Only what nobody reads and nobody can find any more.
  #drop(table: KeptTable): void {
    if (table.readers > 0 || this.#tables.get(table.key) === table) return;
    const dropping = this.connection.exec(`drop table if exists ${table.name}`).catch(() => {});
    this.#dropping = Promise.all([this.#dropping, dropping]);
  }
}

const needed = new Set(["created_at", "landing"]);

function lend(claim: Claim): Claim {
  claim.table.readers++;
  return claim;
}

function fits(table: KeptTable, columns: string[], { from, asOf }: SharedPosts): boolean {
  const leftBehind = from - table.from;
  return leftBehind >= 0 && leftBehind <= leftBehindShare * (asOf - from) &&
    columns.every((name) => table.columns.includes(name));
}
