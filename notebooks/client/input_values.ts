/** A generator of an input's values; unlike others it goes on when it is asked again after its end. */
export interface InputValues extends Iterator<unknown> {
  return(): IteratorResult<unknown>;
}

type Input = HTMLElement & { value?: unknown };

/** The value that an input has, then each new one. Values that are undefined (nothing valid yet) are waited for. */
export function inputValues(input: Input): InputValues {
  const type = eventOf(input);
  let listening = false;
  let stale = true;
  let wake = () => {};
  const changed = () => {
    stale = true;
    wake();
  };
  const nextValue = async () => {
    while (!stale || valueOf(input) === undefined) {
      stale = false;
      await new Promise<void>((resolve) => wake = resolve);
    }
    stale = false;
    return valueOf(input);
  };
  return {
    next() {
      if (!listening) {
        input.addEventListener(type, changed);
        listening = stale = true;
      }
      const value = valueOf(input);
      if (!stale || value === undefined) return { done: false, value: nextValue() };
      stale = false;
      return { done: false, value };
    },
    return() {
      input.removeEventListener(type, changed);
      listening = false;
      return { done: true, value: undefined };
    },
  };
}

function eventOf(input: Input): string {
  if (input instanceof HTMLButtonElement) return "click";
  if (input instanceof HTMLInputElement && input.type === "file") return "change";
  return "input";
}

function valueOf(input: Input): unknown {
  if (!(input instanceof HTMLInputElement)) {
    return input instanceof HTMLSelectElement && input.multiple
      ? [...input.selectedOptions].map(({ value }) => value)
      : input.value;
  }
  switch (input.type) {
    case "range":
    case "number":
      return input.valueAsNumber;
    case "date":
      return input.valueAsDate;
    case "checkbox":
      return input.checked;
    case "file":
      return input.multiple ? input.files : input.files?.[0];
    default:
      return input.value;
  }
}
