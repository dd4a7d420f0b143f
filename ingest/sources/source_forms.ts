import { accountForms } from "./account_forms.ts";
import { openForms } from "./open_forms.ts";
import type { FormOf, SourceForm } from "./source_form.ts";
import { type SourceName, sourceNames } from "./source_names.ts";

const forms: { [name in SourceName]: FormOf } = { ...openForms, ...accountForms };

/** The form of each live source. */
export const sourceForms: readonly SourceForm[] = sourceNames.map((name) => ({ name, ...forms[name] }));
