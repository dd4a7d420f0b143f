import { createSecondOpinions } from "./text/second_opinions.ts";

/** Answers each list of texts that comes as a message with their moods. */
function main(): void {
  const opinionsOn = createSecondOpinions();
  addEventListener("message", ({ data }: MessageEvent<string[]>) => postMessage(data.map(opinionsOn)));
  postMessage("ready");
}

main();
