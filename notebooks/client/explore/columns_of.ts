import { DataType, type Field, type RecordBatch, type Vector } from "apache-arrow";
import type { Columns, ColumnType } from "../../../analysis/store/reads.ts";

/** Batches of a result as columns of at most `maxRows` rows, as the server would send them. Times come as milliseconds. */
export function columnsOf(fields: Field[], batches: RecordBatch[], maxRows: number): Columns {
  const found = batches.reduce((sum, { numRows }) => sum + numRows, 0);
  const values = fields.map((_, column) =>
    batches.flatMap((batch) => valuesOf(batch.getChildAt(column))).slice(0, maxRows)
  );
  return {
    names: namesOf(fields),
    types: fields.map(({ type }) => typeOf(type)),
    values,
    rows: Math.min(found, maxRows),
    cut: found > maxRows,
  };
}

function valuesOf(vector: Vector | null): unknown[] {
  return vector === null ? [] : Array.from({ length: vector.length }, (_, row) => asJson(vector.get(row)));
}

function asJson(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.getTime();
  return isVector(value) ? valuesOf(value) : String(value);
}

function isVector(value: unknown): value is Vector {
  return typeof value === "object" && value !== null && "get" in value && "length" in value;
}

// As the server's DuckDB names columns of the same name: `a`, `a:1`.
function namesOf(fields: Field[]): string[] {
  const used = new Set<string>();
  return fields.map(({ name }) => {
    let own = name;
    for (let nth = 1; used.has(own); nth++) own = `${name}:${nth}`;
    used.add(own);
    return own;
  });
}

function typeOf(type: DataType): ColumnType {
  if (DataType.isBool(type)) return "boolean";
  if (DataType.isDate(type) || DataType.isTimestamp(type)) return "time";
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) return "list";
  return DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type) ? "number" : "text";
}
