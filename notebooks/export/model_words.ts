const cards = new URL("../../analysis/models/files/", import.meta.url);

/** Versions of models, each with what its card says that it scores on texts it was not trained on. */
export async function modelWords(versions: string[]): Promise<string> {
  const words = await Promise.all(versions.map(async (version) => `${version} (${await scoreOf(version)})`));
  return words.join(", ") || "no model";
}

async function scoreOf(version: string): Promise<string> {
  const name = /^([a-z][a-z-]*)-\d+$/.exec(version)?.[1];
  const measure = measures[name?.split("-", 1)[0] ?? ""];
  const card = name === undefined || measure === undefined ? null : await readCard(name);
  const score = card?.match(new RegExp(`^\\| ${measure} \\| ([\\d.]+) \\|$`, "m"))?.[1];
  return score === undefined ? "no score measured" : `${measure} ${score} %`;
}

// By task: what cards have is more than a line can say.
const measures: Readonly<Record<string, string>> = {
  sentiment: "macro recall",
  emotion: "macro F1",
  category: "macro F1",
  entities: "WNUT-17 F1, 6 types",
};

async function readCard(name: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(new URL(`${name}.md`, cards));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
