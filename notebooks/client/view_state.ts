import { drawerNames, readAddress } from "../page/address.ts";
import { live, type PageTime, timeText } from "../page/page_time.ts";
import type { ParamSpecs } from "../page/param_spec.ts";
import { asText } from "../page/param_text.ts";
import { type CheckTopic, type ParamProblem, type ParamValues, readParams } from "../page/param_values.ts";
import type { PageAddress } from "./page_address.ts";

/** The parameters and the moment of the view. They live in the address, so that a link restores them. */
export interface ViewState {
  readonly values: ParamValues;
  /** Live, or rerun as of a minute. */
  readonly time: PageTime;
  /** What the address says of the open drawer: `why`, `as`, `seen` and `key.NAME`; empty while it is closed. */
  readonly why: Record<string, string>;
  /** Values of the address that are wrong, as written there, until they are set right. */
  readonly refused: Record<string, string>;
  /**
   * Takes a value as text; what is `typed` letter by letter is no step to go back to.
   * @returns what is wrong with it; then the value before stays.
   */
  set(name: string, text: string, typed?: boolean): ParamProblem | null;
  /** Takes what the address says now: the reader went back or forth. */
  restore(): void;
  /** Reruns the page as of a minute, or lets it go live. */
  setTime(time: PageTime): void;
  setWhy(why: Record<string, string>): void;
  /** The address of this view at a moment, null where it has none; without one, as it stands, and without the drawer. */
  address(time: PageTime): string | null;
  /** The parameters alone, as the address has them. */
  parameters(): URLSearchParams;
  /** Calls back when parameters or time have changed. */
  onChange(listener: (values: ParamValues) => void): void;
}

/** Reads the parameters from the address; what is wrong there is returned and its default taken. */
export function createViewState(
  specs: ParamSpecs,
  checkTopic: CheckTopic,
  address: PageAddress,
): { state: ViewState; problems: ParamProblem[] } {
  const listeners: ((values: ParamValues) => void)[] = [];
  const { values, problems, refused, ...read } = readAddress(
    specs,
    address.search(),
    checkTopic,
    Date.now(),
  );
  let time = read.time;
  let why = Object.fromEntries(
    [...new URLSearchParams(address.search())].filter(([name]) => drawerNames.test(name)),
  );
  const write = (step: boolean) => address.write(searchOf(specs, values, time, why), step);
  const tell = () => {
    for (const listener of listeners) listener({ ...values });
  };
  const state: ViewState = {
    values,
    refused,
    set(name, text, typed = false) {
      const spec = specs[name];
      if (spec === undefined) return { param: name, message: "is not a parameter of this page" };
      const read = readParams({ [name]: spec }, { [name]: text }, checkTopic);
      if (read.problems[0] !== undefined) return read.problems[0];
      const value = read.values[name]!;
      if (asText(spec, value) === asText(spec, values[name]!) && refused[name] === undefined) return null;
      const message = address.refuse(name, asText(spec, value));
      if (message !== null) return { param: name, message };
      delete refused[name];
      values[name] = value;
      write(!typed);
      tell();
      return null;
    },
    restore() {
      const read = readAddress(specs, address.search(), checkTopic, Date.now());
      for (const name of Object.keys(refused)) delete refused[name];
      Object.assign(values, read.values);
      time = read.time;
      // The drawer stays as it is.
      write(false);
      tell();
    },
    get time() {
      return time;
    },
    setTime(next) {
      time = next;
      write(true);
      tell();
    },
    get why() {
      return why;
    },
    setWhy(next) {
      why = next;
      write(false);
    },
    parameters: () => new URLSearchParams(searchOf(specs, values, live, {})),
    address: (at) => address.href(searchOf(specs, values, at, {})),
    onChange: (listener) => void listeners.push(listener),
  };
  return { state, problems };
}

function searchOf(
  specs: ParamSpecs,
  values: ParamValues,
  { asOf, landing }: PageTime,
  why: Record<string, string>,
): string {
  const query = new URLSearchParams();
  for (const [name, spec] of Object.entries(specs)) {
    const text = asText(spec, values[name]!);
    if (text !== asText(spec, spec.default)) query.set(name, text);
  }
  if (asOf !== null) query.set("asOf", timeText(asOf));
  if (landing !== null) query.set("landing", String(landing));
  for (const [name, text] of Object.entries(why)) query.set(name, text);
  return query.size > 0 ? `?${query}` : "";
}
