const cards = new URL("../../analysis/models/files/", import.meta.url);

/** Versions of models, each with the macro recall that its card states for texts it was not trained on. */
export async function modelWords(versions: string[]): Promise<string> {
  const words = await Promise.all(versions.map(async (version) => `${version} (${await scoreOf(version)})`));
  return words.join(", ") || "no model";
}

async function scoreOf(version: string): Promise<string> {
  const name = /^([a-z][a-z-]*)-\d+$/.exec(version)?.[1];
  const card = name === undefined ? null : await readCard(name);
  const score = /^\| macro recall \| ([\d.]+) \|$/m.exec(card ?? "")?.[1];
  return score === undefined ? "no score measured" : `macro recall ${score} %`;
}

async function readCard(name: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(new URL(`${name}.md`, cards));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
