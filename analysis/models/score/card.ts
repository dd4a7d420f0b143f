import type { CardText } from "../cards.ts";
import type { Scores } from "./score_heads.ts";

/** A model card as Markdown. */
export function formatCard(model: string, text: CardText, bytes: number, scores: Scores): string {
  const list = (items: string[]) => items.map((item) => `- ${item}.`).join("\n");
  const rows = Object.entries(scores).map(([name, value]) => `| ${name} | ${value.toFixed(1)} |`).join("\n");
  return `# ${text.title}

\`${model}\`, ${bytes} bytes. ${text.does}

## Data

${list(text.data)}

## Scores on the dev split

| measure | percent |
| --- | --- |
${rows}

## Limits

${list(text.limits)}
`;
}
