import { join } from "node:path";
import { z } from "zod";
import { Fatal, messageOf } from "../base/errors.ts";
import { replaceFile } from "../base/replace_file.ts";
import type { Settings } from "../base/settings.ts";
import { type CredentialName, credentialNames } from "../sources/source_names.ts";

/** Those that somebody has entered. */
export type Credentials = { [name in CredentialName]?: string };

const ownerOnly = 0o600;
const othersMask = 0o077;

/** What people have entered: texts of one line. */
export const Credentials: z.ZodType<Credentials> = z.partialRecord(
  z.enum(credentialNames),
  z.string().trim().min(1).max(4000).regex(/^[\x21-\x7e]+$/, "must be one word of plain characters"),
);

/**
 * The settings with what was entered where the environment says nothing: the environment is the operator's word.
 */
export function withCredentials(settings: Settings, entered: Credentials): Settings {
  const used = Object.entries(entered).filter(([name]) => settings[name as CredentialName] === "");
  return { ...settings, ...Object.fromEntries(used) };
}

/** Where each secret comes from that there is. */
export type Origins = { [name in CredentialName]?: "environment" | "entered" };

/** Tells that of settings and of what was entered. */
export function originsOf(settings: Settings, entered: Credentials): Origins {
  const origins: Origins = {};
  for (const name of credentialNames) {
    if (settings[name] !== "") origins[name] = "environment";
    else if (entered[name] !== undefined) origins[name] = "entered";
  }
  return origins;
}

/** `DATA_DIR/credentials.json`, a file of its own, so that copies of data hold no secret. */
export function credentialsPathOf(dataDir: string): string {
  return join(dataDir, "credentials.json");
}

/**
 * Reads what was entered in a data folder; nothing where there is no such file.
 * @throws {Fatal} when it cannot be read, or others than its owner can read it.
 */
export function readCredentials(dataDir: string): Credentials {
  const path = credentialsPathOf(dataDir);
  try {
    const text = Deno.readTextFileSync(path);
    const { mode } = Deno.statSync(path);
    if (mode !== null && (mode & othersMask) !== 0) throw new Error("others can read it; chmod it to 600");
    const parsed = Credentials.safeParse(parse(text));
    if (!parsed.success) throw new Error("it holds something else");
    return parsed.data;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw new Fatal(`Cannot use "${path}": ${messageOf(error)}`);
  }
}

/** Adds what was entered, in one step, for its owner's eyes only. @throws {Fatal} when it cannot be written. */
export function saveCredentials(dataDir: string, entered: Credentials): void {
  const path = credentialsPathOf(dataDir);
  const all = { ...readCredentials(dataDir), ...entered };
  replaceFile(path, JSON.stringify(all, null, 2), { mode: ownerOnly });
}

// The parser's message quotes what it has read.
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Differs once other credentials were entered. */
export function credentialsMark(dataDir: string): string {
  try {
    const { mtime, size } = Deno.statSync(credentialsPathOf(dataDir));
    return `${mtime?.getTime()} ${size}`;
  } catch {
    return "";
  }
}
