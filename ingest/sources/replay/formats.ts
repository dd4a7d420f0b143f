import { Fatal } from "../../base/errors.ts";
import type { Decoder } from "../source.ts";
import { airline } from "../airline.ts";
import { bluesky } from "../bluesky.ts";
import { hackernews } from "../hackernews.ts";
import { wikimedia } from "../wikimedia.ts";
import { gdelt } from "../gdelt.ts";
import { rss } from "../rss.ts";
import { hackernewsFront } from "../hackernews_front.ts";
import { mastodon } from "../mastodon.ts";
import { meetup } from "../meetup.ts";
import { newsapi } from "../newsapi.ts";
import { push } from "../push.ts";
import { reddit } from "../reddit.ts";
import { xV2 } from "../x.ts";
import { xV1 } from "../x_v1.ts";

/** Every format that can be replayed. */
export const decoders: readonly Decoder[] = [
  xV1,
  xV2,
  reddit,
  hackernews,
  hackernewsFront,
  bluesky,
  mastodon,
  wikimedia,
  rss,
  newsapi,
  gdelt,
  meetup,
  push,
  airline,
];

/** Names for `--format`, for messages. */
export const formatNames = decoders.map((decoder) => decoder.format).join(", ");

/** The decoder of a format. @throws {Fatal} naming the formats there are. */
export function decoderOf(format: string): Decoder {
  const found = decoders.find((decoder) => decoder.format === format);
  if (found === undefined) throw new Fatal(`Cannot replay format "${format}": known are ${formatNames}`);
  return found;
}

/** The decoder that recognises a document. */
export function recognise(document: unknown): Decoder | undefined {
  return decoders.find((decoder) => decoder.recognises(document));
}
