import { Fatal } from "../base/errors.ts";
import { fieldsOf, isFields, listOf, textOf } from "./fields.ts";
import type { Adapter, RawItem, Tools } from "./live/adapter.ts";
import { readJson } from "./live/document.ts";
import type { Question } from "./live/request.ts";
import { Problem } from "./live/problem.ts";
import { Seen } from "./live/seen.ts";
import { streamName } from "./live/stream_name.ts";
import { connectionOf, errorsOf, meetup } from "./meetup.ts";
import type { Json } from "./source.ts";

const pollMs = 30 * 60_000;
/** 500 points a minute are allowed; a page costs a few of them. */
const pageMs = 1000;
const pageSize = 50;
const maxPages = 20;
const query = `query groundswellEvents($urlname: String!, $cursor: String, $first: Int = ${pageSize}) {
  groupByUrlname(urlname: $urlname) {
    events(after: $cursor, first: $first, filter: { status: ACTIVE }) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id title description eventUrl createdTime dateTime status
          group { name urlname }
          venues { city country }
        }
      }
    }
  }
}`;

/** Which groups, and with which token. */
export interface MeetupOptions {
  /** Names of groups as in their addresses, with `+` between them. */
  groups?: string;
  token: string;
  /** Address of the interface; absent: Meetup's own. */
  url?: string;
}

/** Events that groups announce, every half hour; a changed event is a later version. The cursor holds what was seen. */
export function createMeetup(
  { groups, token, url = "https://api.meetup.com/gql-ext" }: MeetupOptions,
): Adapter {
  if (token === "") {
    throw new Fatal(
      "Cannot follow Meetup: set MEETUP_TOKEN to an OAuth token (meetup.com/api, needs Meetup Pro)",
    );
  }
  if (groups === undefined || !/^[\w-]{2,100}(\+[\w-]{2,100}){0,19}$/.test(groups)) {
    throw new Fatal(
      "Cannot follow Meetup: name groups as in their addresses, as in --source meetup=rladies-lagos",
    );
  }
  const place = new URL(url);
  const question: Question = {
    url: place,
    guard: { hosts: [place.host], plain: place.protocol === "http:" },
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  };
  return {
    stream: streamName("meetup", groups),
    decoder: meetup,
    secrets: [token],
    async *read(cursor, tools, signal) {
      const seen = new Seen(isFields(cursor) ? cursor.seen as Json : undefined);
      while (!signal.aborted) {
        for (const urlname of groups.split("+")) {
          for await (const edges of readPages(question, urlname, tools, signal)) {
            tools.reached("live");
            const items = edges.flatMap((edge) => toItem(edge, seen, tools.now()));
            if (items.length > 0) yield { items, cursor: { seen: seen.toJSON() } };
          }
        }
        await tools.wait(pollMs, signal);
      }
    },
  };
}

async function* readPages(
  question: Question,
  urlname: string,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<unknown[]> {
  let cursor: string | undefined;
  for (let page = 0; page < maxPages && !signal.aborted; page++) {
    const variables = { urlname, ...cursor === undefined ? {} : { cursor } };
    const { json } = await readJson(
      { ...question, body: JSON.stringify({ query, variables }) },
      tools,
      signal,
    );
    const connection = connectionOf(json);
    if (connection === undefined) throw problemOf(errorsOf(json), json, urlname);
    yield listOf(connection.edges);
    const { hasNextPage, endCursor } = fieldsOf(connection.pageInfo);
    cursor = textOf(endCursor);
    if (hasNextPage !== true || cursor === undefined) return;
    await tools.wait(pageMs, signal);
  }
}

function problemOf([error]: string[], json: unknown, urlname: string): Problem {
  if (error === undefined) {
    const unknown = isFields(json) && isFields(json.data) && json.data.groupByUrlname === null;
    return unknown
      ? new Problem("refused", `Meetup knows no group "${urlname}"`)
      : new Problem("lost", "Meetup answers with something that holds no events");
  }
  const said = error.slice(0, 200);
  if (/rate|throttl|too many|points/i.test(error)) {
    return new Problem("quota", `Meetup asks us to wait: ${said}`);
  }
  if (/auth|token|credential|permission/i.test(error)) {
    return new Problem("refused", `Meetup does not accept the credentials: ${said}`);
  }
  return new Problem("refused", `Meetup does not take the question: ${said}`);
}

function toItem(edge: unknown, seen: Seen, nowMs: number): RawItem[] {
  const event = fieldsOf(fieldsOf(edge).node);
  const key = textOf(event.id);
  const look = key === undefined
    ? "new"
    : seen.look(key, [event.title, event.description, event.dateTime, event.status]);
  if (look === "known") return [];
  const document = {
    data: { groupByUrlname: { events: { edges: [edge] } } },
    ...look === "changed" ? { revised_at: nowMs } : {},
  };
  return [{ raw: JSON.stringify(edge), origin: key ?? "events", document }];
}
