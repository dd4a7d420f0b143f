import type { WhatField } from "../../../ingest/sources/source_form.ts";
import { createFormField } from "../form_field.ts";
import { createTopicsField } from "./topics_field.ts";

const inputModes = { text: undefined, address: "url", number: "numeric" } as const;

/** What to follow of a source, as somebody says it. */
export interface WhatInput {
  node: HTMLElement;
  read(): string;
  showProblem(problem: string | null): void;
  focus(): void;
}

/** A field for what to follow of a source. */
export function createWhatInput({ label, help, example, type }: WhatField): WhatInput {
  if (type === "topics") return createTopicsField(label, help);
  const mode = inputModes[type];
  const { node, input, showProblem, focus } = createFormField({
    label,
    help: `${help} Like ${example}`,
    type: "text",
    ...mode === undefined ? {} : { inputMode: mode },
  });
  return { node, read: () => input.value.trim(), showProblem, focus };
}
