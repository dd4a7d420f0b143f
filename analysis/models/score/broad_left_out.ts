import type { TagTables } from "../../text/tag_view.ts";
import { makeWithout, taughtTexts } from "../train/make_tagger.ts";
import { isHeldOut, trainingTexts } from "../train/tagger_texts.ts";
import type { Scores } from "./score_heads.ts";
import { scoreBroad } from "./score_tagger.ts";

/**
 * Entities of the Broad Twitter Corpus where its dev split is not like the rest: that is one stretch of its posts, of
 * which most names are handles. The training posts that are held out are scored by a tagger that has not seen them, nor
 * have its teachers.
 */
export function scoreBroadLeftOut(tables: TagTables): Scores {
  const tagger = makeWithout(tables, taughtTexts(tables));
  const { typed, borders } = scoreBroad(tagger, trainingTexts("btc").filter((_, post) => isHeldOut(post)));
  return { "F1, 3 types": typed, "F1, borders": borders };
}
