import type { Runtime } from "@observablehq/runtime";
import type { ClientCell, ClientImport } from "../page/cells_module.ts";
import { carryValue, noteTouch } from "./carry_value.ts";
import { type PlacedCells, readError } from "./cell_error.ts";
import type { CellView } from "./cell_view.ts";
import { inputValues } from "./input_values.ts";
import { startTurn } from "./loop_watch.ts";

/** A module of the runtime. */
export type Graph = ReturnType<Runtime["module"]>;

/** A cell at work. */
export interface RunningCell {
  /** Resolves when it has first shown something or failed; at once where it waits to be seen. */
  settled: Promise<void>;
  /** Takes it out of the graph; what it shows stays. */
  stop(): void;
}

/** What a cell has for itself; everything else comes from the graph. */
const ownNames = ["display", "view", "invalidation"];
const inputsOf = new WeakMap<HTMLElement, Element[]>();

/** The variable that stands for a cell itself; its outputs are variables of their own. */
export function variableName(cell: ClientCell): string {
  return `cell ${cell.id}`;
}

/** Puts a cell of code into the graph: it runs, and shows, whenever something that it uses is new. */
export function defineCell(graph: Graph, cell: ClientCell, view: CellView, placed: PlacedCells): RunningCell {
  let stopped = false;
  // An empty cell takes no room, and would never be seen.
  const waitsToBeSeen = cell.inputs.includes("visibility");
  view.place.classList.toggle("gs-watched", waitsToBeSeen);
  const settled = Promise.withResolvers<void>();
  if (waitsToBeSeen) settled.resolve();
  let show = (_value: unknown) => {};
  const explicit = cell.inputs.includes("display") || cell.inputs.includes("view");
  const run = (invalidation: Promise<void>, ...given: unknown[]) => {
    const shown: unknown[] = [];
    const isCurrent = createRun(invalidation);
    let made: unknown;
    let returned = false;
    const draw = () => view.show(cell.expression && !explicit ? [...shown, made] : shown);
    show = (value) => {
      made = value;
      draw();
    };
    const display = (value: unknown) => {
      shown.push(value);
      if (returned && isCurrent() && !stopped) draw();
      return value;
    };
    const own: Record<string, unknown> = { display, view: createView(view.place, display), invalidation };
    const inputs = cell.inputs.map((name) => ownNames.includes(name) ? own[name] : given.shift());
    startTurn();
    const result = cell.run!(...inputs);
    returned = true;
    if (!(result instanceof Promise)) return result;
    // What it waits for may never come: a newer run, or the end of the cell, goes ahead.
    if (shown.length > 0) draw();
    return Promise.race([result, invalidation.then(() => Promise.reject(new Error("superseded")))]);
  };
  const observer = {
    _node: view.place,
    fulfilled(value: unknown) {
      if (stopped) return;
      try {
        show(value);
      } catch (error) {
        view.fail(error);
      }
      settled.resolve();
    },
    rejected(error: unknown) {
      if (!stopped) view.fail(error);
      settled.resolve();
    },
  };
  const imports = (cell.imports ?? []).map((wanted, index) =>
    defineImport(graph, `import ${cell.id} ${index}`, wanted, placed)
  );
  const needed = [
    "invalidation",
    ...cell.inputs.filter((name) => !ownNames.includes(name)),
    ...imports.map(({ name }) => name),
  ];
  const variables = [
    ...imports.flatMap(({ variables }) => variables),
    graph.variable(observer).define(variableName(cell), needed, run),
    ...cell.outputs.map((output) =>
      graph.variable().define(output, [variableName(cell)], (made: Record<string, unknown>) => made[output])
    ),
  ];
  return {
    settled: settled.promise,
    stop() {
      stopped = true;
      for (const variable of variables) variable.delete();
    },
  };
}

function createRun(invalidation: Promise<void>): () => boolean {
  let current = true;
  invalidation.then(() => current = false);
  return () => current;
}

// The nth input of a run takes over from the nth of the run before, also where the cell's code has changed.
function createView(place: HTMLElement, display: (value: unknown) => unknown): (input: unknown) => unknown {
  const before = inputsOf.get(place) ?? [];
  const inputs: Element[] = [];
  inputsOf.set(place, inputs);
  return (input) => {
    if (!(input instanceof HTMLElement)) {
      throw new TypeError("view() takes an input, for example Inputs.range([0, 10])");
    }
    const predecessor = before[inputs.length];
    inputs.push(input);
    noteTouch(input);
    if (predecessor !== undefined && predecessor !== input) carryValue(predecessor, input);
    display(input);
    return inputValues(input);
  };
}

function defineImport(graph: Graph, name: string, wanted: ClientImport, placed: PlacedCells) {
  const load = async () => {
    const module = await wanted.load().catch((error) => {
      throw new Error(`Cannot load ${wanted.file}: ${readError(error, placed).message}`);
    });
    const missing = Object.values(wanted.names).find((name) => name !== "*" && !(name in module));
    if (missing !== undefined) throw new Error(`${wanted.file} exports no "${missing}"`);
    return module;
  };
  const variables = [
    graph.variable().define(name, [], load),
    ...Object.entries(wanted.names).map(([local, exported]) =>
      graph.variable().define(
        local,
        [name],
        (module: Record<string, unknown>) => exported === "*" ? module : module[exported],
      )
    ),
  ];
  return { name, variables };
}
