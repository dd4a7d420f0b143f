/** The files beside the page in a folder to explore. */
export const exploreFiles = {
  page: "index.html",
  script: "explore.js",
  engine: "duckdb-eh.wasm.gz",
  worker: "duckdb-browser-eh.worker.js",
  data: "data.duckdb",
  posts: "posts.parquet",
} as const;
