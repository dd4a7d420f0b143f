import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fatal } from "../../../ingest/base/errors.ts";
import { fetchByMaven } from "../../../ingest/base/maven.ts";
import type { Report } from "../../../ingest/base/report.ts";

/** How many numbers `embedTexts` makes of a text. */
export const embeddingWidth = 4 * 384;

const here = fileURLToPath(new URL("./transformer/", import.meta.url));
const folder = fileURLToPath(new URL("../../../.build/transformer/", import.meta.url));
// What a text's numbers are depends a little on those beside it, so that blocks are the same on every machine.
const blockTexts = 4096;

/**
 * What bge-small-en-v1.5 (Xiao et al. 2023; MIT) makes of texts, `[text * embeddingWidth + d]`: means over three of its
 * layers, and of the last one the first token. Its 8-bit graph runs on all cores, some 200 texts a second on each.
 * @throws {Fatal} where Maven cannot fetch it or it cannot run.
 */
export async function embedTexts(texts: readonly string[], report: Report): Promise<Float16Array> {
  await fetchByMaven(report, {
    what: "bge-small-en-v1.5",
    size: "25 MB",
    why: "The teacher of the models is fetched by Maven (apt-get install maven)",
    pom: join(here, "pom.xml"),
    folder,
    args: [
      "dependency:unpack-dependencies",
      "-Dmdep.unpack.includes=*.onnx,*.json",
      `-DmarkersDirectory=${folder}`,
      `-DoutputDirectory=${folder}`,
    ],
  });
  const numbers = new Float16Array(texts.length * embeddingWidth);
  let next = 0;
  const work = async () => {
    while (next < texts.length) {
      const from = next;
      next += blockTexts;
      numbers.set(await embedBlock(texts.slice(from, from + blockTexts)), from * embeddingWidth);
    }
  };
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, work));
  return numbers;
}

// Work that was stopped goes on where it was.
async function embedBlock(texts: readonly string[]): Promise<Float16Array> {
  const lines = texts.map((text) => JSON.stringify(asRead(text))).join("\n");
  const file = join(folder, `${createHash("sha256").update(lines).digest("hex")}.f16`);
  const kept = await Deno.readFile(file).catch(() => undefined);
  if (kept !== undefined) return new Float16Array(kept.buffer);
  const bytes = await runModel(lines);
  // Never a half of it.
  await Deno.writeFile(`${file}.new`, bytes);
  await Deno.rename(`${file}.new`, file);
  return new Float16Array(bytes.buffer);
}

async function runModel(lines: string): Promise<Uint8Array<ArrayBuffer>> {
  const child = new Deno.Command("deno", {
    args: ["run", "--quiet", "--allow-read", "--allow-env", "--allow-sys", "--allow-ffi", "embed.js", folder],
    cwd: here,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const [, { success, stdout, stderr }] = await Promise.all([
    new Blob([lines]).stream().pipeTo(child.stdin).catch(() => {}),
    child.output(),
  ]);
  if (!success) throw new Fatal(`Cannot run a transformer: ${new TextDecoder().decode(stderr).trim()}`);
  return stdout.slice();
}

// Names of people and addresses say nothing, and tags are words to a model that has learnt from books and sites.
function asRead(text: string): string {
  return text
    .replaceAll(/https?:\/\/\S+/g, "http")
    .replaceAll(/@\w+/g, "@user")
    .replaceAll(/#(\w+)/g, (_, tag: string) => `# ${tag.replaceAll(/([a-z])([A-Z])/g, "$1 $2")}`);
}
