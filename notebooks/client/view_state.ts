import { readAddress } from "../page/address.ts";
import type { ParamSpec, ParamSpecs } from "../page/param_spec.ts";
import {
  type CheckTopic,
  type ParamProblem,
  type ParamValue,
  type ParamValues,
  readParams,
} from "../page/param_values.ts";

/** The parameters of the view. They live in the address, so that a link restores them. */
export interface ViewState {
  readonly values: ParamValues;
  /** Values of the address that are wrong, as written there. */
  readonly refused: Record<string, string>;
  /** Takes a value as text. @returns what is wrong with it; then the value before stays. */
  set(name: string, text: string): ParamProblem | null;
  onChange(listener: (values: ParamValues) => void): void;
}

/** Reads the parameters from the address; what is wrong there is returned and its default taken. */
export function createViewState(
  specs: ParamSpecs,
  checkTopic: CheckTopic,
): { state: ViewState; problems: ParamProblem[] } {
  const listeners: ((values: ParamValues) => void)[] = [];
  const { values, problems, refused } = readAddress(specs, location.search, checkTopic, Date.now());
  const state: ViewState = {
    values,
    refused,
    set(name, text) {
      const spec = specs[name];
      if (spec === undefined) return { param: name, message: "is not a parameter of this page" };
      const read = readParams({ [name]: spec }, { [name]: text }, checkTopic);
      if (read.problems[0] !== undefined) return read.problems[0];
      const value = read.values[name]!;
      if (asText(spec, value) === asText(spec, values[name]!)) return null;
      values[name] = value;
      writeAddress(specs, values);
      for (const listener of listeners) listener({ ...values });
      return null;
    },
    onChange: (listener) => void listeners.push(listener),
  };
  return { state, problems };
}

/** A value as it stands in the address. */
export function asText(spec: ParamSpec, value: ParamValue): string {
  if (spec.type === "time") return typeof value === "number" ? new Date(value).toISOString() : String(value);
  return Array.isArray(value) ? value.join(",") : String(value);
}

function writeAddress(specs: ParamSpecs, values: ParamValues): void {
  const query = new URLSearchParams();
  for (const [name, spec] of Object.entries(specs)) {
    const text = asText(spec, values[name]!);
    if (text !== asText(spec, spec.default)) query.set(name, text);
  }
  const search = query.size > 0 ? `?${query}` : "";
  history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}
