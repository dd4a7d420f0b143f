import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { Poison } from "../base/errors.ts";
import { type Fields, isFields, textOf } from "./fields.ts";
import type { Candidate, Decoder } from "./source.ts";

/**
 * Edits of Wikipedia and its sister projects, as EventStreams tells them and as the feed before it did: the summary that
 * the editor wrote is the text. Who edits without an account is known by an IP address only, and stays unnamed.
 */
export const wikimedia: Decoder = {
  format: "wikimedia",
  source: "wikimedia",
  time: "stable",
  recognises: (document) => isChange(document) || isTickerRow(document),
  *decode(document) {
    if (isTickerRow(document)) yield { post: postOfRow(document) };
    else if (!isChange(document)) throw new Poison("is not an edit: meta.id or type is missing");
    else if (document.meta.domain === "canary") yield { skip: "is a test of the service itself" };
    else if (document.type !== "edit" && document.type !== "new") {
      yield { skip: "is an entry of a log or a category, not an edit" };
    } else yield { post: postOfChange(document) };
  },
};

type Change = Fields & { meta: Fields };

function isChange(document: unknown): document is Change {
  return isFields(document) && isFields(document.meta) && typeof document.meta.id === "string" &&
    typeof document.type === "string" && typeof document.wiki === "string";
}

function isTickerRow(document: unknown): document is Fields {
  return isFields(document) &&
    ["time", "channel", "page", "user"].every((name) => typeof document[name] === "string") &&
    "isRobot" in document;
}

function postOfChange(change: Change): Candidate {
  const { meta } = change;
  const domain = textOf(change.server_name) ?? textOf(meta.domain);
  return {
    id: meta.id,
    createdAt: typeof change.timestamp === "number" ? change.timestamp * 1000 : Date.parse(String(meta.dt)),
    ...about(change.title, change.comment, change.user, domain),
    url: change.notify_url ?? change.title_url ?? meta.uri,
    automated: change.bot === true ? true : undefined,
  };
}

// Rows have no id: what tells them apart becomes one.
function postOfRow(row: Fields): Candidate {
  const { channel, time, page, user, delta, comment } = row;
  const digest = createHash("sha256").update(JSON.stringify([channel, time, page, user, delta, comment]))
    .digest("hex");
  return {
    id: `row:${digest.slice(0, 32)}`,
    createdAt: Date.parse(String(time)),
    ...about(page, comment, row.isAnonymous === true ? undefined : user, `${String(channel).slice(1)}.org`),
    automated: row.isRobot === true ? true : undefined,
  };
}

function about(title: unknown, comment: unknown, user: unknown, domain: string | undefined) {
  const name = nameOf(user);
  return {
    title,
    text: plainSummary(textOf(comment) ?? ""),
    author: name,
    authorId: name,
    community: domain,
    lang: /^([a-z]{2,3})\.wik/.exec(domain ?? "")?.[1],
  };
}

// `~2025-1234` stands for an address, for a while.
function nameOf(user: unknown): string | undefined {
  const name = textOf(user);
  return name === undefined || isIP(name) !== 0 || /^~\d{4}-/.test(name) ? undefined : name;
}

/** A summary without its marks: `/* Early life *\/ typo in [[Paris|the city]]` becomes `Early life: typo in the city`. */
export function plainSummary(summary: string): string {
  return summary
    .replace(/\/\*([^*]{0,500})\*\/ ?/g, (_, section: string) => `${section.trim()}: `)
    .replace(/\[\[:?(?:[^[\]|]{0,300}\|)?([^[\]|]{0,300})\]\]/g, "$1")
    .trim();
}
