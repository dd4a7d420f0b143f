import type { TagTables } from "../../text/tag_view.ts";
import { readDirections } from "../train/directions.ts";
import { taggerOf, teachOn, trainOn } from "../train/make_tagger.ts";
import { taggerSets, tagText, trainingTexts } from "../train/tagger_texts.ts";
import type { Scores } from "./score_heads.ts";
import { scoreBroad } from "./score_tagger.ts";

const blockPosts = 100;
const leftOutEvery = 6;

/**
 * Entities of the Broad Twitter Corpus where its dev split is not like the rest: that is one stretch of its posts, of
 * which most names are handles. Every sixth hundred of the training posts is scored by a tagger that has not seen them.
 */
export function scoreBroadLeftOut(tables: TagTables): Scores {
  const isLeftOut = (post: number) => Math.floor(post / blockPosts) % leftOutEvery === leftOutEvery - 1;
  const kept = taggerSets.flatMap((set) =>
    trainingTexts(set).filter((_, post) => set !== "btc" || !isLeftOut(post))
  );
  const directions = readDirections();
  const texts = kept.map((text) => tagText(text, { tables, ranks: directions.ranks }));
  const tagger = taggerOf(trainOn([...texts, ...teachOn(texts, tables, directions)]), tables);
  const { typed, borders } = scoreBroad(tagger, trainingTexts("btc").filter((_, post) => isLeftOut(post)));
  return { "F1, 3 types": typed, "F1, borders": borders };
}
