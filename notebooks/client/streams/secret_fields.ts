import type { Credentials } from "../../../ingest/registry/credentials.ts";
import type { CredentialField } from "../../../ingest/sources/source_form.ts";
import { element } from "../dom.ts";
import { createFormField, type FormField } from "../form_field.ts";
import type { Sources } from "./ask_streams.ts";

/** The fields for the secrets of a source; those that the environment sets have none. */
export interface SecretFields {
  /** By the names of their settings. */
  fields: ReadonlyMap<string, FormField>;
  /** Say which the environment sets. */
  notes: HTMLElement[];
  /** The name of one that is needed, is not kept and was not entered. */
  missing(): string | undefined;
  read(): Credentials;
  /** Says of these that they are kept now. */
  keep(entered: Credentials): void;
}

/** Fields for secrets, of which `kept` says which there are already. */
export function createSecretFields(
  credentials: readonly CredentialField[],
  kept: Sources["credentials"],
): SecretFields {
  const asked = credentials.filter(({ name }) => kept[name] !== "environment");
  const fields = new Map(asked.map(({ name, label, help, required }) => [
    name,
    createFormField({
      label: required ? label : `${label}, if you have one`,
      help: kept[name] === "entered" ? keptHelp(help) : help,
      type: "password",
    }),
  ]));
  const entered = (name: CredentialField["name"]) => fields.get(name)!.input.value.trim();
  return {
    fields,
    notes: credentials.filter(({ name }) => kept[name] === "environment").map(({ name, label }) =>
      element(
        "p",
        { class: "gs-sub" },
        `${label}: set by `,
        element("code", {}, name),
        " where the server was started.",
      )
    ),
    missing: () =>
      asked.find(({ name, required }) => required && kept[name] === undefined && entered(name) === "")?.name,
    read: () =>
      Object.fromEntries(
        asked.map(({ name }) => [name, entered(name)]).filter(([, secret]) => secret !== ""),
      ),
    keep(now) {
      for (const { name, help } of asked) {
        if (now[name] === undefined) continue;
        kept[name] = "entered";
        fields.get(name)!.setHelp(keptHelp(help));
      }
    },
  };
}

function keptHelp(help: string): string {
  return `One is kept and is never shown again; leave this empty to use it. ${help}`;
}
