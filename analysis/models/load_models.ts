import category from "./files/category.model" with { type: "bytes" };
import emotionMicroblog from "./files/emotion-microblog.model" with { type: "bytes" };
import emotion from "./files/emotion.model" with { type: "bytes" };
import lexicons from "./files/lexicons.model" with { type: "bytes" };
import sentimentForum from "./files/sentiment-forum.model" with { type: "bytes" };
import sentimentMicroblog from "./files/sentiment-microblog.model" with { type: "bytes" };
import type { Lexicon } from "../text/lexicon.ts";
import type { LinearHead } from "../text/linear.ts";
import { decodeLexicons } from "./lexicon_file.ts";
import { decodeLinear } from "./linear_file.ts";

/** The trained models. They are read only, so that all of a process share them. */
export interface Models {
  lexicons: readonly Lexicon[];
  sentiment: { microblog: LinearHead; forum: LinearHead };
  emotion: LinearHead;
  microblogEmotion: LinearHead;
  category: LinearHead;
}

/** The content of each model file by its name without extension. */
export type ModelBytes = Record<
  | "lexicons"
  | "sentiment-microblog"
  | "sentiment-forum"
  | "emotion"
  | "emotion-microblog"
  | "category",
  Uint8Array
>;

/** Decodes model files. @throws {Fatal} naming the file that is damaged or of another version. */
export function decodeModels(files: ModelBytes): Models {
  const linear = (name: keyof ModelBytes) => decodeLinear(files[name], `${name}.model`);
  return {
    lexicons: decodeLexicons(files.lexicons, "lexicons.model"),
    sentiment: { microblog: linear("sentiment-microblog"), forum: linear("sentiment-forum") },
    emotion: linear("emotion"),
    microblogEmotion: linear("emotion-microblog"),
    category: linear("category"),
  };
}

let loaded: Models | undefined;

/** The models of the project's own files, decoded the first time. @throws {Fatal} as `decodeModels` does. */
export function loadModels(): Models {
  return loaded ??= decodeModels({
    lexicons,
    "sentiment-microblog": sentimentMicroblog,
    "sentiment-forum": sentimentForum,
    emotion,
    "emotion-microblog": emotionMicroblog,
    category,
  });
}
