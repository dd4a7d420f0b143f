/** The types of entity that the tagger tells apart (WNUT-17), and as what a result names each. */
export const entityTypes = {
  person: "person",
  location: "place",
  corporation: "organisation",
  group: "organisation",
  product: "product",
  "creative-work": "work",
} as const;

/** Tags: outside, then beginning and continuation of each type. */
export const entityTags: readonly string[] = [
  "O",
  ...Object.keys(entityTypes).flatMap((type) => [`B-${type}`, `I-${type}`]),
];
