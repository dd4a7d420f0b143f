const folder = new URL("./files/", import.meta.url);

/** One score that the card of a model states. */
export interface CardScore {
  /** Name and version, as results name it. */
  model: string;
  /** What it does: `sentiment`, `emotion`, `category`, `entities`. */
  task: string;
  title: string;
  measure: string;
  percent: number;
}

/** What the cards of this program's models say they score, on texts they were not trained on. */
export async function readCards(): Promise<CardScore[]> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".md"));
  const cards = await Promise.all(
    names.sort().map(async (name) => readCard(name, await Deno.readTextFile(new URL(name, folder)))),
  );
  return cards.flat();
}

function readCard(name: string, card: string): CardScore[] {
  const [task] = name.split(/[-.]/) as [string];
  const title = /^# (.+)$/m.exec(card)![1]!;
  const model = /^`([^`]+)`/m.exec(card)![1]!;
  return [...card.matchAll(/^\| ([^|]+) \| ([\d.]+) \|$/gm)].map(([, measure, percent]) => ({
    model,
    task,
    title,
    measure: measure!,
    percent: Number(percent),
  }));
}
