import type { Bind } from "../../../analysis/store/reads.ts";

// What stands in quotes holds no placeholder.
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\$[\s\S]*?\$\$|\$(\d+)/g;

/** SQL with each `$n` as a literal of its type: the browser's DuckDB binds neither times nor lists. */
export function writeLiterals(sql: string, binds: Bind[]): string {
  return sql.replace(
    tokens,
    (token, number) => number === undefined ? token : literal(binds[Number(number) - 1]!),
  );
}

function literal(bind: Bind): string {
  switch (bind.type) {
    case "text":
      return quote(bind.value);
    case "number":
      return `(${bind.value})::double`;
    case "time":
      return `make_timestamp((${Math.trunc(bind.value)}000)::bigint)`;
    case "texts":
      return `[${bind.value.map(quote).join(", ")}]::varchar[]`;
  }
}

function quote(text: string): string {
  return `'${text.toWellFormed().replaceAll("\u0000", "\uFFFD").replaceAll("'", "''")}'`;
}
