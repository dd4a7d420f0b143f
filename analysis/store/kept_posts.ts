import type { Connection } from "./duckdb.ts";
import { type Claim, columnsFor, fits, keptDatabase, type KeptTable } from "./kept_table.ts";
import type { Landed, SharedPosts } from "./reads.ts";
import { postsRows } from "./views.ts";

/** How long after a deletion or an edit a table may still hold what was before, if nobody asks for it. */
const forgetAfterMs = 3000;
const limits = { tables: 48, rowsOfTable: 250_000, rows: 1_000_000, broad: 200 };

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
  /** Keys whose table is being set right: what it holds changes. */
  readonly #amending = new Set<string>();
  #heard = 0;
  /** The newest landing that changed posts of earlier ones, and the newest that changed which there are at all. */
  #rewritten = 0;
  #remade = 0;
  #made = 0;
  #dropping: Promise<unknown> = Promise.resolve();
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly connection: Connection, readonly columns: readonly string[]) {}

  /** Takes note of a landing, in the order in which they were committed. */
  hear({ landing, rewritten, minCreatedAt }: Pick<Landed, "landing" | "rewritten" | "minCreatedAt">): void {
    this.#heard = landing;
    if (!rewritten) return;
    this.#rewritten = landing;
    this.#forgetting ??= setTimeout(() => this.#forgetBefore(landing), forgetAfterMs);
    if (minCreatedAt === -Infinity) this.#remade = landing;
  }

  /** A table for posts as of a landing, whose work is then the caller's; null where the posts are better asked for anew. */
  claim(wanted: SharedPosts, landing: number): Claim | null {
    const { key } = wanted;
    const columns = columnsFor(wanted, this.columns);
    const known = this.#tables.get(key);
    const fitting = known !== undefined && fits(known, columns, wanted);
    if (fitting) this.#touch(known);
    if (fitting && this.#holdsAsOf(known, landing)) return lend({ table: known, work: "none" });
    if (this.#busy.has(key) || this.#broad.has(key) || landing < (known?.landing ?? 0)) return null;
    if (fitting && landing > this.#heard) return null;
    this.#busy.add(key);
    if (fitting && this.#rewritten <= known.landing) return lend({ table: known, work: "extend" });
    if (fitting && this.#remade <= known.landing && known.readers === 0) {
      this.#amending.add(key);
      return lend({ table: known, work: "amend" });
    }
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
    this.#amending.delete(table.key);
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
    clearTimeout(this.#forgetting);
    await this.#dropping;
    this.connection.close();
  }

  // A table that has come further is as good, if nothing older than what came was changed meanwhile.
  #holdsAsOf(table: KeptTable, landing: number): boolean {
    if (this.#amending.has(table.key)) return false;
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

  // What was deleted goes from here too, also where nobody looks any more.
  #forgetBefore(landing: number): void {
    this.#forgetting = undefined;
    for (const table of [...this.#tables.values()]) if (table.landing < landing) this.#retire(table);
    const next = this.#rewritten;
    if (next > landing) this.#forgetting = setTimeout(() => this.#forgetBefore(next), forgetAfterMs);
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

function lend(claim: Claim): Claim {
  claim.table.readers++;
  return claim;
}
