import type { CredentialName, SourceName } from "./source_names.ts";

/** What a source needs, in words for a form. */
export interface SourceForm {
  /** As in `--source NAME`. */
  name: SourceName;
  title: string;
  about: string;
  account: "none" | "optional" | "free" | "paid";
  /** What to follow; null where there is nothing to choose. */
  what: WhatField | null;
  credentials: readonly CredentialField[];
}

/** The field that says what to follow. */
export interface WhatField {
  label: string;
  help: string;
  example: string;
  /** `topics`: one or several of the followed topics, by name with commas between. */
  type: "text" | "address" | "number" | "topics";
  required: boolean;
}

/** A secret, by the name of its setting. */
export interface CredentialField {
  name: CredentialName;
  label: string;
  /** What it is, and where one gets it. */
  help: string;
  required: boolean;
}

/** What a form says of a source, whatever that is called. */
export type FormOf = Omit<SourceForm, "name">;
