import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** The identity of the cluster that a folder keeps; a new one where it keeps none yet. */
export async function keptClusterId(folder: string): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, "cluster-id");
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    // With another one, its brokers would refuse what they hold.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const id = randomBytes(16).toString("base64url");
  await Deno.writeTextFile(path, id);
  return id;
}
