import type { WhatField } from "../../../ingest/sources/source_form.ts";
import { createFormField } from "../form_field.ts";
import { createTopicsField, type WhatInput } from "./topics_field.ts";

const inputModes = { text: undefined, address: "url", number: "numeric" } as const;

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
