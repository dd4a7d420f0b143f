import { Poison } from "../base/errors.ts";
import { type Fields, isFields, textOf } from "./fields.ts";
import { unescapeBasic } from "./markup.ts";
import type { Decoder } from "./source.ts";
import { addressOf, isXId, timeOfId } from "./x_post.ts";

/**
 * Rows of the "Twitter US Airline Sentiment" table. Its times were rewritten by a spreadsheet, so the id's is taken;
 * its sentiment labels are opinions about the post, not part of it, and are left out.
 */
export const airline: Decoder = {
  format: "airline",
  source: "x",
  time: "fromId",
  recognises: isRow,
  *decode(document) {
    if (!isRow(document)) {
      throw new Poison("is not a row of the airline table: tweet_id, airline or text is missing");
    }
    const { tweet_id: id, text } = document;
    if (!isXId(id)) throw new Poison(`has id "${id}", which is not X's`);
    yield {
      post: {
        id,
        createdAt: timeOfId(id),
        text: unescapeBasic(String(text)),
        author: textOf(document.name),
        url: addressOf(id, document.name),
      },
    };
  },
};

function isRow(document: unknown): document is Fields {
  return isFields(document) &&
    ["tweet_id", "airline", "text"].every((name) => typeof document[name] === "string");
}
