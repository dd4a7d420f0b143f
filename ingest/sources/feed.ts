import { Poison } from "../base/errors.ts";
import { childOf, childrenOf, parseXml, textIn, type XmlElement } from "./xml.ts";

/** A news feed, whatever its dialect. Absent means that it does not say. */
export interface Feed {
  title?: string;
  /** Address of the site. */
  link?: string;
  lang?: string;
  /** How long an answer holds, in minutes. */
  ttl?: number;
  entries: FeedEntry[];
}

/** One entry of a feed; `title` and `text` may be HTML. */
export interface FeedEntry {
  id?: string;
  link?: string;
  title?: string;
  text?: string;
  author?: string;
  /** As it is stated. */
  date?: string;
}

/** Reads RSS 0.9 to 2.0 and Atom. @throws {Poison} when it is no feed, or cut. */
export function parseFeed(text: string): Feed {
  const root = parseXml(text.replace(/^\uFEFF/, ""));
  if (root.name === "feed" || root.name.endsWith(":feed")) return atomOf(root);
  const channel = childOf(root, "channel");
  if (channel === undefined || (root.name !== "rss" && root.name !== "rdf:RDF")) {
    throw new Poison(`is no feed: its root is "${root.name.slice(0, 50)}"`);
  }
  const ttl = Number(textIn(childOf(channel, "ttl")));
  return {
    ...stated({
      title: textIn(childOf(channel, "title")),
      link: textIn(childOf(channel, "link")),
      lang: textIn(childOf(channel, "language", "dc:language")),
    }),
    ...ttl > 0 ? { ttl } : {},
    // RSS 1.0 has them beside the channel.
    entries: [...childrenOf(channel, "item"), ...childrenOf(root, "item")].map(entryOfItem),
  };
}

function entryOfItem(item: XmlElement): FeedEntry {
  const guid = childOf(item, "guid");
  return stated({
    id: textIn(guid) || item.attributes["rdf:about"] || "",
    link: textIn(childOf(item, "link")) ||
      (guid !== undefined && guid.attributes.isPermaLink !== "false" ? textIn(guid) : ""),
    title: textIn(childOf(item, "title")),
    text: textIn(childOf(item, "description", "content:encoded")),
    author: textIn(childOf(item, "dc:creator", "author")),
    date: textIn(childOf(item, "pubDate", "dc:date", "atom:published", "atom:updated")),
  });
}

function atomOf(feed: XmlElement): Feed {
  return {
    ...stated({
      title: textIn(childOf(feed, "title")),
      link: linkOf(feed),
      lang: feed.attributes["xml:lang"] ?? "",
    }),
    entries: childrenOf(feed, "entry").map((entry) =>
      stated({
        id: textIn(childOf(entry, "id")),
        link: linkOf(entry),
        title: textIn(childOf(entry, "title")),
        text: textIn(childOf(entry, "content", "summary")),
        author: textIn(childOf(childOf(entry, "author"), "name")),
        date: textIn(childOf(entry, "published", "updated")),
      })
    ),
  };
}

function linkOf(element: XmlElement): string {
  const links = childrenOf(element, "link");
  const main = links.find(({ attributes }) => (attributes.rel ?? "alternate") === "alternate");
  return main?.attributes.href ?? "";
}

function stated<Texts extends { [name: string]: string }>(texts: Texts): Partial<Texts> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")) as Partial<Texts>;
}
