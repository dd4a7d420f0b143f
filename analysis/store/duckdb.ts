import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBListValue,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  DuckDBTimestampValue,
  DuckDBTimeTZValue,
  DuckDBTimeValue,
  DuckDBTypeId,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import type { Bind, Columns, ColumnType } from "./reads.ts";

const vectorRows = 2048;

/**
 * Opens the database file: once per process. A second instance on the same file in one process silently loses
 * committed rows, so `openStore` is the only caller.
 * @throws {Fatal} naming the file.
 */
export async function openDatabase(path: string): Promise<Database> {
  try {
    return new Database(await DuckDBInstance.create(path, { checkpoint_threshold: "64MB" }));
  } catch (error) {
    throw new Fatal(`Cannot open database "${path}": ${messageOf(error)}`, { cause: error });
  }
}

/** The one DuckDB instance of the process. */
export class Database {
  constructor(readonly instance: DuckDBInstance) {}

  async connect(): Promise<Connection> {
    return new Connection(await this.instance.connect());
  }

  close(): void {
    this.instance.closeSync();
  }
}

/**
 * One connection; statements on it run one after another. None is kept prepared: DuckDB 1.5.5 plans a statement
 * without placeholders by the statistics of that moment and reuses the plan when the data have outgrown them.
 */
export class Connection {
  constructor(readonly duckdb: DuckDBConnection) {}

  /** Runs one or more statements without placeholders. */
  async exec(sql: string): Promise<void> {
    await this.duckdb.run(sql);
  }

  /** The one number that the last of some statements without placeholders gives; null where it gives none. */
  async lastNumber(sql: string): Promise<number | null> {
    const [chunk] = chunksOf(await this.duckdb.run(sql));
    const value = chunk?.getColumnValues(0)[0] ?? null;
    return value === null ? null : Number(value);
  }

  /** Rows of a statement as objects; timestamps are UTC milliseconds, whole numbers are numbers. */
  async rows<Row = Record<string, unknown>>(sql: string, binds: Bind[] = []): Promise<Row[]> {
    const { names, values, rows } = binds.length === 0
      ? whole(await this.duckdb.run(sql))
      : await this.columns(sql, binds, Infinity);
    return Array.from(
      { length: rows },
      (_, row) => Object.fromEntries(names.map((name, column) => [name, values[column]![row]])) as Row,
    );
  }

  /** Runs a statement and reads at most `maxRows` rows of its result. */
  async columns(sql: string, binds: Bind[], maxRows: number): Promise<Columns> {
    const statement = await this.duckdb.prepare(sql);
    try {
      bindAll(statement, binds);
      if (maxRows === Infinity) return whole(await statement.run());
      const result = await statement.stream();
      return toColumns(result, await fetchRows(result, maxRows + 1), maxRows);
    } finally {
      statement.destroySync();
    }
  }

  /** Appends lines with their number: a table (i integer, line varchar). */
  async appendNumbered(table: string, lines: string[]): Promise<void> {
    const appender = await this.duckdb.createAppender(table);
    for (let start = 0; start < lines.length; start += vectorRows) {
      const slice = lines.slice(start, start + vectorRows);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR], slice.length);
      chunk.setColumns([slice.map((_, i) => start + i), slice]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  /** Stops the running statement; its transaction is then aborted. */
  interrupt(): void {
    this.duckdb.interrupt();
  }

  close(): void {
    this.duckdb.closeSync();
  }
}

function bindAll(statement: DuckDBPreparedStatement, binds: Bind[]): void {
  binds.forEach((bind, i) => {
    const index = i + 1;
    if (bind.type === "text") statement.bindVarchar(index, bind.value);
    else if (bind.type === "number") statement.bindDouble(index, bind.value);
    else if (bind.type === "time") statement.bindTimestamp(index, timestamp(bind.value));
    else statement.bindList(index, listValue(bind.value), LIST(VARCHAR));
  });
}

function timestamp(ms: number): DuckDBTimestampValue {
  return new DuckDBTimestampValue(BigInt(Math.trunc(ms)) * 1000n);
}

// Read at once: each wait for the binding costs time, and some 70 bytes that Deno 2.9.6 never frees.
function whole(result: DuckDBMaterializedResult): Columns {
  return toColumns(result, chunksOf(result), Infinity);
}

function chunksOf(result: DuckDBMaterializedResult): DuckDBDataChunk[] {
  return Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i));
}

async function fetchRows(result: DuckDBResult, least: number): Promise<DuckDBDataChunk[]> {
  const chunks: DuckDBDataChunk[] = [];
  for (let rows = 0; rows < least; rows += chunks.at(-1)!.rowCount) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    chunks.push(chunk);
  }
  return chunks;
}

function toColumns(result: DuckDBResult, chunks: DuckDBDataChunk[], maxRows: number): Columns {
  const all = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const rows = Math.min(all, maxRows);
  const columns = Array.from({ length: result.columnCount }, (_, i) => i);
  return {
    names: result.deduplicatedColumnNames(),
    types: columns.map((i) => columnType(result.columnTypeId(i))),
    values: columns.map((i) =>
      chunks.flatMap((chunk) => chunk.getColumnValues(i)).slice(0, rows).map(toJson)
    ),
    rows,
    cut: all > maxRows,
  };
}

function columnType(id: DuckDBTypeId): ColumnType {
  const name = DuckDBTypeId[id];
  if (name === "BOOLEAN") return "boolean";
  if (/^(TIMESTAMP|DATE)/.test(name)) return "time";
  if (/^(LIST|ARRAY)$/.test(name)) return "list";
  return /INT(EGER)?$|^(FLOAT|DOUBLE|DECIMAL)$/.test(name) ? "number" : "text";
}

// deno-lint-ignore no-explicit-any -- the binding's value classes, told apart by their fields
function toJson(value: any): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof DuckDBListValue) return value.items.map(toJson);
  if ("months" in value || value instanceof DuckDBTimeValue || value instanceof DuckDBTimeTZValue) {
    return String(value);
  }
  if (typeof value.micros === "bigint") return Number(value.micros / 1000n);
  if (typeof value.seconds === "bigint") return Number(value.seconds) * 1000;
  if (typeof value.millis === "bigint") return Number(value.millis);
  if (typeof value.nanos === "bigint") return Number(value.nanos / 1_000_000n);
  if (typeof value.days === "number") return value.days * 86_400_000;
  if (typeof value.toDouble === "function") return value.toDouble();
  return String(value);
}
