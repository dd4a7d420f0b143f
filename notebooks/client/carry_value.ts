type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const touched = new WeakSet<Element>();

/** Notes when the reader changes an input, so that its value is worth keeping. */
export function noteTouch(input: Element): void {
  input.addEventListener("input", () => touched.add(input), { capture: true });
}

/**
 * Gives what the reader chose in an input to the one that takes its place, as far as that has it: a choice by its label, a text as
 * typed, a number within its limits. What the reader never touched takes its new start.
 */
export function carryValue(from: Element, to: Element): void {
  if (!touched.has(from)) return;
  touched.add(to);
  const targets = controlsOf(to);
  controlsOf(from).forEach((control, index) => {
    const target = targets[index];
    if (target === undefined || target.tagName !== control.tagName || target.type !== control.type) return;
    if (setState(target, control)) target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function controlsOf(root: Element): Control[] {
  const found = [...root.querySelectorAll<Control>("input, select, textarea")];
  return isControl(root) ? [root, ...found] : found;
}

function isControl(node: Element): node is Control {
  return node instanceof HTMLInputElement || node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement;
}

// Returns whether the control is another than it was.
function setState(target: Control, source: Control): boolean {
  if (target instanceof HTMLSelectElement) return setOptions(target, source as HTMLSelectElement);
  if (target.type === "file") return false;
  if (target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type)) {
    return setChecked(target, source as HTMLInputElement);
  }
  if (target.value === source.value) return false;
  const start = target.value;
  target.value = source.value;
  if (target.checkValidity()) return target.value !== start;
  target.value = start;
  return false;
}

function setOptions(target: HTMLSelectElement, source: HTMLSelectElement): boolean {
  const chosen = [...source.selectedOptions].map(({ label }) => label);
  const options = [...target.options];
  if (!options.some(({ label }) => chosen.includes(label))) return false;
  for (const option of options) option.selected = chosen.includes(option.label);
  return true;
}

function setChecked(target: HTMLInputElement, source: HTMLInputElement): boolean {
  if (labelOf(target) !== labelOf(source) || target.checked === source.checked) return false;
  target.checked = source.checked;
  return true;
}

function labelOf(input: HTMLInputElement): string {
  return input.closest("label")?.textContent?.trim() ?? input.value;
}
