import category from "./files/category.model" with { type: "bytes" };
import entities from "./files/entities.model" with { type: "bytes" };
import emotionMicroblog from "./files/emotion-microblog.model" with { type: "bytes" };
import emotion from "./files/emotion.model" with { type: "bytes" };
import lexicons from "./files/lexicons.model" with { type: "bytes" };
import sentimentForum from "./files/sentiment-forum.model" with { type: "bytes" };
import sentimentMicroblog from "./files/sentiment-microblog.model" with { type: "bytes" };
import vocabulary from "./files/vocabulary.model" with { type: "bytes" };
import { decodeModels, type Models } from "./models.ts";

let loaded: Models | undefined;

/** The models of the project's own files, decoded the first time. @throws {Fatal} as `decodeModels` does. */
export function loadModels(): Models {
  return loaded ??= decodeModels({
    lexicons,
    vocabulary,
    "sentiment-microblog": sentimentMicroblog,
    "sentiment-forum": sentimentForum,
    emotion,
    "emotion-microblog": emotionMicroblog,
    category,
    entities,
  });
}
