import { type Fields, fieldsOf, isFields } from "./fields.ts";
import type { Decoded } from "./source.ts";
import { isXId, parseXTime, timeOfPost } from "./x_post.ts";

/**
 * What X's API v2 says of posts and users that are gone: a line of a compliance job, or an event of the compliance stream.
 * Undefined for any other document. Countries where something is withheld, and erased locations, are no deletion.
 */
export function decodeCompliance(document: Fields): Decoded | undefined {
  if (isJobLine(document)) {
    if (document.action !== "delete") {
      return { reject: `is a notice of ${document.action}, not a post`, raw: document };
    }
    return deletionOf("post", document.id, document.redacted_at, document, parseXTime(document.created_at));
  }
  const [event] = Object.keys(fieldsOf(document.data));
  const about = fieldsOf(fieldsOf(document.data)[event ?? ""]);
  if (event === undefined || !isFields(about) || typeof about.event_at !== "string") return undefined;
  if (event === "delete" || event === "drop") {
    return deletionOf("post", fieldsOf(about.tweet).id, about.event_at, document);
  }
  if (event === "user_delete" || event === "user_suspend" || event === "user_protect") {
    return deletionOf("author", fieldsOf(about.user).id, about.event_at, document);
  }
  return { reject: `is a notice of ${event}, not a post`, raw: document };
}

function isJobLine(document: Fields): boolean {
  return typeof document.id === "string" && typeof document.action === "string" &&
    document.text === undefined;
}

function deletionOf(
  scope: "post" | "author",
  id: unknown,
  at: unknown,
  raw: unknown,
  createdAt?: number,
): Decoded {
  if (!isXId(id)) return { reject: `has id "${String(id)}", which is not X's`, raw };
  return {
    deletion: {
      scope,
      key: id,
      at: parseXTime(at),
      createdAt: scope === "post" ? timeOfPost(id, createdAt) : undefined,
    },
  };
}
