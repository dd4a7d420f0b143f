import { Poison } from "../base/errors.ts";
import { fieldsOf, isFields } from "./fields.ts";
import { parseTime } from "./parse_time.ts";
import type { Decoder } from "./source.ts";

const texts = [
  "author",
  "authorId",
  "community",
  "title",
  "lang",
  "url",
  "replyTo",
  "threadId",
  "place",
] as const;

/**
 * Posts that anybody sends: `{"id", "createdAt", "text"}`, and what else is known by the names of our own fields; `{"id",
 * "deleted": true}` takes one back. Times are ISO texts, in UTC where they name no zone, or UTC milliseconds; a later version has a greater `revision`.
 */
export const push: Decoder = {
  format: "push",
  source: "push",
  time: "unstable",
  recognises: isPushed,
  *decode(document) {
    if (isFields(document) && typeof document.id === "string" && document.deleted === true) {
      yield { deletion: { scope: "post", key: document.id } };
      return;
    }
    if (!isPushed(document)) throw new Poison("is no post: id, createdAt and text are wanted");
    const { id, createdAt, text, revision, automated, sensitive, engagement } = fieldsOf(document);
    const known = Object.fromEntries(texts.map((name) => [name, fieldsOf(document)[name]]));
    const at = typeof createdAt === "string" ? parseTime(createdAt) : createdAt;
    yield { post: { ...known, id, createdAt: at, text, revision, automated, sensitive, engagement } };
  },
};

function isPushed(document: unknown): boolean {
  return isFields(document) && typeof document.id === "string" && typeof document.text === "string" &&
    (typeof document.createdAt === "string" || typeof document.createdAt === "number");
}
