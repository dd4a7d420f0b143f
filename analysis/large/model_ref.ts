import { existsSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import type { Settings } from "../../ingest/base/settings.ts";
import { mapLabels } from "./labels.ts";
import { type LargeTask, settingOf, tasks } from "./tasks.ts";

/** Where a large model is: a folder as the hub lays it out, or a revision on the hub. */
export type ModelRef =
  | { kind: "folder"; path: string }
  | { kind: "hub"; id: string; revision: string; host: string; cache: string };

/** Which model a task is given to, and how many posts a second. */
export interface LargeModelOptions {
  task: LargeTask;
  ref: ModelRef;
  postsPerSecond: number;
}

/** The large models that the settings ask for. @throws {Fatal} naming the setting that is no model, or its unknown labels. */
export function readLargeModels(settings: Settings): LargeModelOptions[] {
  return tasks.flatMap((task) => {
    const value = settings[settingOf[task]];
    if (value === "") return [];
    const ref = readRef(settingOf[task], value, settings);
    if (ref.kind === "folder") checkLabels(task, ref.path);
    return { task, ref, postsPerSecond: settings.MODEL_POSTS_PER_SECOND };
  });
}

/** What reports call a model before it has said its version. */
export function nameOf(ref: ModelRef): string {
  return ref.kind === "hub" ? `${ref.id}@${ref.revision}` : basename(ref.path);
}

function readRef(name: string, value: string, { HF_ENDPOINT: host, DATA_DIR }: Settings): ModelRef {
  if (/^\.{0,2}[/\\]/.test(value) || isAbsolute(value)) return { kind: "folder", path: resolve(value) };
  const { id, revision = "main" } = hubName.exec(value)?.groups ?? {};
  if (id === undefined) {
    throw new Fatal(`Cannot use ${name} "${value}": give a folder, as in ./model, or owner/name of the hub`);
  }
  return { kind: "hub", id, revision, host, cache: resolve(DATA_DIR, "models") };
}

// What a model of the hub knows is seen when it is loaded; so is a folder that is not there yet.
function checkLabels(task: LargeTask, path: string): void {
  const config = join(path, "config.json");
  if (!existsSync(config)) return;
  try {
    mapLabels(task, Object.values(JSON.parse(Deno.readTextFileSync(config)).id2label ?? {}));
  } catch (error) {
    throw new Fatal(`Cannot use ${settingOf[task]} "${path}": ${messageOf(error)}`);
  }
}

const hubName = /^(?<id>\w[\w.-]*\/\w[\w.-]*)(?:@(?<revision>\w[\w.-]*))?$/;
