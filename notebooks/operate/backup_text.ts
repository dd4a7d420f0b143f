import type { Manifest } from "./manifest.ts";

/** What a back-up holds, for people. */
export function backupText({ files, counts, madeAt }: Manifest): string {
  const { posts, minutes, deadLetters, landing, offsets } = counts;
  const full = (value: number) => value.toLocaleString("en");
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${full(posts)} posts, landing ${full(landing)}, ${full(deadLetters)} dead letters, as of ${madeAt}`,
    `recounted: ${full(minutes)} minutes of the rollup agree with their posts`,
    ...offsets.map(({ topic, partition, next }) =>
      `log topic "${topic}" partition ${partition}: next to land is ${next}`
    ),
    `${full(files.length)} files, ${full(Math.ceil(bytes / 1e6))} MB`,
  ].join("\n");
}
