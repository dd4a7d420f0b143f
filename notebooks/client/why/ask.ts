import type { PageTime } from "../../page/page_time.ts";
import { timeText } from "../../page/page_time.ts";
import type { SecondOpinions } from "../../why/second_opinions.ts";
import type { CellQuery, PostsBehind } from "../../why/posts_behind.ts";
import { keyEntries } from "./address.ts";
import type { Why } from "./why.ts";

/** An answer, or why there is none, in words. */
export type Answer<T> = { value: T } | { problem: string };

/** Asks the server about the numbers of one page. Parameters are as the page shows them when it is asked. */
export interface AskWhy {
  posts(why: Why, time: PageTime, stretch: { offset: number; limit: number }): Promise<Answer<PostsBehind>>;
  /** What others say of the mood of these posts; null where they cannot be asked. */
  opinions: ((why: Why, time: PageTime, limit: number) => Promise<Answer<SecondOpinions>>) | null;
  /** Where ALL posts are as CSV; null where they cannot be had. */
  csvHref(why: Why, time: PageTime): string | null;
  query(
    cell: string,
    time: PageTime,
  ): Promise<Answer<CellQuery>>;
}

/** @param parameters the parameters of the view, as its address has them. */
export function createAskWhy(page: string, parameters: () => URLSearchParams): AskWhy {
  const address = (cell: string, what: string, entries: Record<string, string>) => {
    const query = parameters();
    for (const [name, text] of Object.entries(entries)) query.set(name, text);
    return `/api/pages/${encodeURIComponent(page)}/cells/${encodeURIComponent(cell)}/${what}?${query}`;
  };
  return {
    posts: ({ cell, key }, time, { offset, limit }) =>
      get(address(cell, "posts", {
        ...keyEntries(key),
        ...timeEntries(time),
        offset: String(offset),
        limit: String(limit),
      })),
    opinions: ({ cell, key }, time, limit) =>
      get(address(cell, "opinions", { ...keyEntries(key), ...timeEntries(time), limit: String(limit) })),
    csvHref: ({ cell, key }, time) =>
      address(cell, "posts", { ...keyEntries(key), ...timeEntries(time), format: "csv" }),
    query: (cell, time) => get(address(cell, "query", timeEntries(time))),
  };
}

function timeEntries({ asOf, landing }: PageTime): Record<string, string> {
  return {
    ...(asOf === null ? {} : { asOf: timeText(asOf) }),
    ...(landing === null ? {} : { landing: String(landing) }),
  };
}

async function get<T>(href: string): Promise<Answer<T>> {
  try {
    const response = await fetch(href);
    const body = await response.json();
    return response.ok ? { value: body } : { problem: problemOf(body) };
  } catch {
    return { problem: "The server does not answer." };
  }
}

function problemOf(
  body: { error?: { message: string }; problems?: { param: string; message: string }[] },
): string {
  return body.error?.message ??
    body.problems?.map(({ param, message }) => param === "key" ? message : `${param} ${message}`).join(
      "; ",
    ) ??
    "The server could not answer.";
}
