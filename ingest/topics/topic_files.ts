import { join } from "node:path";
import { Fatal, messageOf, Poison } from "../base/errors.ts";
import { replaceFile } from "../base/replace_file.ts";
import { FollowedTopic, TopicDraft } from "./followed_topic.ts";

const ending = ".json";

/** The followed topics of a data folder, a file each: `DATA_DIR/topics/NAME.json`. */
export interface TopicFiles {
  /** Their names, in order. */
  names(): string[];
  /** Where their files are. */
  paths(): string[];
  /** Undefined where there is no such topic. @throws {Poison} where its file is not to be read or holds something else. */
  read(name: string): FollowedTopic | undefined;
  /** Writes it in one step, in the place of the one of that name. @throws {Fatal} */
  save(topic: FollowedTopic): void;
  /** False where it was not there. @throws {Fatal} */
  remove(name: string): boolean;
}

/** Where the followed topics of a data folder are. */
export function topicsFolderOf(dataDir: string): string {
  return join(dataDir, "topics");
}

/** The topics of a data folder, which need not be there yet. */
export function topicFiles(dataDir: string): TopicFiles {
  const folder = topicsFolderOf(dataDir);
  const pathOf = (name: string) => join(folder, name + ending);
  const names = () => unlessMissing(() => [...Deno.readDirSync(folder)])?.flatMap(nameOf).toSorted() ?? [];
  return {
    names,
    paths: () => names().map(pathOf),
    read(name) {
      if (!isName(name)) return undefined;
      const path = pathOf(name);
      try {
        const text = unlessMissing(() => Deno.readTextFileSync(path));
        if (text === undefined) return undefined;
        const { data, error } = FollowedTopic.safeParse(JSON.parse(text));
        if (error !== undefined) {
          const [{ path: field, message }] = error.issues as [typeof error.issues[number]];
          throw new Error(`${field.join(".")} ${message}`.trim());
        }
        if (data.name !== name) throw new Error(`it holds the topic "${data.name}"`);
        return data;
      } catch (error) {
        throw new Poison(`Cannot read the topic in "${path}": ${messageOf(error)}`);
      }
    },
    save(topic) {
      const path = pathOf(topic.name);
      try {
        Deno.mkdirSync(folder, { recursive: true });
      } catch (error) {
        throw new Fatal(`Cannot write "${path}": ${messageOf(error)}`);
      }
      replaceFile(path, `${JSON.stringify(topic, null, 2)}\n`);
    },
    remove(name) {
      if (!isName(name)) return false;
      const path = pathOf(name);
      try {
        return unlessMissing(() => {
          Deno.removeSync(path);
          return true;
        }) ?? false;
      } catch (error) {
        throw new Fatal(`Cannot remove "${path}": ${messageOf(error)}`);
      }
    },
  };
}

// A name is a part of a path: nothing else may come there.
function isName(name: string): boolean {
  return TopicDraft.safeParse({ name, query: "any" }).success;
}

function nameOf({ name: file }: Deno.DirEntry): string[] {
  const name = file.slice(0, -ending.length);
  return file.endsWith(ending) && isName(name) ? [name] : [];
}

function unlessMissing<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
