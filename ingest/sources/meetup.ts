import { Poison } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, listOf, textOf } from "./fields.ts";
import { htmlToText } from "./markup.ts";
import { parseTime } from "./parse_time.ts";
import type { Decoded, Decoder } from "./source.ts";

/**
 * Answers of Meetup's GraphQL interface with events of groups, alone or as recorded. The time of a post is when the event
 * was announced, not when it takes place. Nothing about members is read.
 */
export const meetup: Decoder = {
  format: "meetup",
  source: "meetup",
  time: "unstable",
  recognises: (document) => eventsOf(bodyOf(document)) !== undefined,
  *decode(document) {
    const body = bodyOf(document);
    const events = eventsOf(body);
    const errors = errorsOf(body);
    if (events === undefined && errors.length === 0) throw new Poison("is no answer with events");
    for (const [at, event] of (events ?? []).entries()) {
      yield { ...decodeEvent(event, fieldsOf(document)), part: at + 1 };
    }
    for (const [at, error] of errors.entries()) {
      yield {
        reject: `is an error of Meetup: ${error}`,
        raw: { error },
        part: (events ?? []).length + at + 1,
      };
    }
  },
};

/** The connection with events in an answer, of a group or a network of groups. */
export function connectionOf(body: unknown): Fields | undefined {
  const { groupByUrlname, proNetwork } = fieldsOf(fieldsOf(body).data);
  const found = fieldsOf(groupByUrlname).events ?? fieldsOf(proNetwork).eventsSearch;
  return isFields(found) && Array.isArray(found.edges) ? found : undefined;
}

/** What Meetup says is wrong: with status 200 it says it here only. */
export function errorsOf(body: unknown): string[] {
  return listOf(fieldsOf(body).errors).map((error) => textOf(fieldsOf(error).message) ?? "no reason stated");
}

function bodyOf(document: unknown): unknown {
  return isFields(document) && isFields(document.body) && !("data" in document) ? document.body : document;
}

function eventsOf(body: unknown): unknown[] | undefined {
  const connection = connectionOf(body);
  return connection && listOf(connection.edges).map((edge) => fieldsOf(edge).node);
}

function decodeEvent(event: unknown, { revised_at: revisedAt }: Fields): Decoded {
  const { id, title, description, eventUrl, createdTime, group, venues } = fieldsOf(event);
  const key = textOf(id);
  if (key === undefined) return { reject: "is an event without id", raw: event ?? null };
  const { city, country } = fieldsOf(listOf(venues)[0]);
  const place = [city, country].filter((text) => typeof text === "string" && text !== "").join(", ");
  return {
    post: {
      id: key,
      createdAt: parseTime(textOf(createdTime) ?? ""),
      title: textOf(title)?.slice(0, 2000),
      text: htmlToText(textOf(description) ?? ""),
      community: fieldsOf(group).name,
      url: eventUrl,
      place: place.slice(0, 500),
      ...typeof revisedAt === "number" ? { revision: Math.floor(revisedAt / 1000) } : {},
    },
  };
}
