/** Figures that others published for the same data, in percent, on the test split unless stated. */
export const published: Readonly<Record<string, string>> = {
  "sentiment-microblog":
    "macro recall, test: SVM 62.9, FastText 62.9, RoBERTa-Twitter 69.1, RoBERTa-base 71.3, TimeLMs-2021 73.7",
  "sentiment-forum": "none; AFINN 64.3 macro recall on dev",
  "emotion": "macro F1, test: BERT-base 62.4 to 64",
  "emotion-microblog":
    "macro F1, test: SVM 64.7, FastText 65.2, RoBERTa-Twitter 72.0, RoBERTa-base 76.1, TimeLMs-2021 80.2",
  "category": "none for these twelve; 19 topics on the larger TweetTopic: micro F1 76.5",
  "entities":
    "WNUT-17 test, 6 types: best of the shared task 41.9 (borders 57.3), BERTweet 56.5; wink-nlp's proper nouns 47.3 borders",
};
