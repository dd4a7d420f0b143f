import type { CellBody } from "../live/protocol.ts";
import type { Notebook } from "./notebook.ts";
import { rememberValues } from "./remember.ts";

/** Puts what a page shows into its notebook. What has not changed is not set again: setting runs the cells that use it. */
export class ShownResults {
  /** The first column of each result, by the name of its cell: what a parameter may be chosen from. */
  readonly choices = new Map<string, string[]>();
  readonly #isNew = rememberValues();

  constructor(readonly notebook: Pick<Notebook, "set" | "setResult">) {}

  setValues(values: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(values)) {
      if (this.#isNew(name, value)) this.notebook.set(name, value);
    }
  }

  /** Sets results by the name of their cell. @returns the choices of those that are new. */
  setCells(cells: Record<string, CellBody>): [string, string[]][] {
    const fresh = Object.entries(cells).filter(([name, body]) => this.#isNew(name, body));
    for (const [name, body] of fresh) this.notebook.setResult(name, body);
    const choices = fresh.flatMap(([name, body]): [string, string[]][] =>
      "error" in body ? [] : [[name, firstColumn(body)]]
    );
    for (const [name, column] of choices) this.choices.set(name, column);
    return choices;
  }
}

function firstColumn({ values }: Exclude<CellBody, { error: unknown }>): string[] {
  const [column = []] = values;
  return [...new Set(column.filter((value) => value !== null).map(String))];
}
