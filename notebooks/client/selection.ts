/** What is selected in an input: from one place in its text to another. */
export type Selection = [number, number];

/** What is selected in an input of text; null for anything else: other inputs have no selection. */
export function readSelection(node: HTMLElement): Selection | null {
  if (!(node instanceof HTMLInputElement) || node.selectionStart === null) return null;
  return [node.selectionStart, node.selectionEnd ?? node.selectionStart];
}

/** Selects the same in another input, where that can have a selection; others throw when they are given one. */
export function select(node: HTMLElement, selection: Selection | null): void {
  if (selection !== null && node instanceof HTMLInputElement && node.selectionStart !== null) {
    node.setSelectionRange(...selection);
  }
}
