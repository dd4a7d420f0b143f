import type { Lexicon } from "../text/lexicon.ts";
import type { LinearHead } from "../text/linear.ts";
import type { Tagger } from "../text/tagger.ts";
import type { Vocabulary } from "../text/vocabulary.ts";
import { decodeLexicons } from "./lexicon_file.ts";
import { decodeLinear } from "./linear_file.ts";
import { decodeTagger } from "./tagger_file.ts";
import { decodeVocabulary } from "./vocabulary_file.ts";

/** The trained models. They are read only, so that all of a process share them. */
export interface Models {
  lexicons: readonly Lexicon[];
  vocabulary: Vocabulary;
  sentiment: { microblog: LinearHead; forum: LinearHead };
  emotion: LinearHead;
  microblogEmotion: LinearHead;
  category: LinearHead;
  tagger: Tagger;
}

/** The content of each model file by its name without extension. */
export type ModelBytes = Record<
  | "lexicons"
  | "vocabulary"
  | "sentiment-microblog"
  | "sentiment-forum"
  | "emotion"
  | "emotion-microblog"
  | "category"
  | "entities",
  Uint8Array
>;

/** Decodes model files. @throws {Fatal} naming the file that is damaged or of another version. */
export function decodeModels(files: ModelBytes): Models {
  const vocabulary = decodeVocabulary(files.vocabulary, "vocabulary.model");
  const linear = (name: keyof ModelBytes) =>
    decodeLinear(files[name], `${name}.model`, vocabulary.words.length);
  return {
    lexicons: decodeLexicons(files.lexicons, "lexicons.model"),
    vocabulary,
    sentiment: { microblog: linear("sentiment-microblog"), forum: linear("sentiment-forum") },
    emotion: linear("emotion"),
    microblogEmotion: linear("emotion-microblog"),
    category: linear("category"),
    tagger: decodeTagger(files.entities, "entities.model"),
  };
}
