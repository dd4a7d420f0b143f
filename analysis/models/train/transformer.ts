import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fatal } from "../../../ingest/base/errors.ts";
import { fetchByMaven } from "../../../ingest/base/maven.ts";
import type { Report } from "../../../ingest/base/report.ts";

const here = fileURLToPath(new URL("./transformer/", import.meta.url));
const folder = fileURLToPath(new URL("../../../.build/transformer/", import.meta.url));
// What a text's numbers are depends a little on those beside it, so that blocks are the same on every machine.
const blockTexts = 4096;

/**
 * What a script beside bge-small-en-v1.5 (Xiao et al. 2023; MIT) makes of texts, block by block. Its 8-bit graph runs on
 * all cores, some 200 texts a second on each.
 * @throws {Fatal} where Maven cannot fetch it or it cannot run.
 */
export async function askTransformer(
  script: "embed.js" | "embed_units.js",
  texts: readonly unknown[],
  report: Report,
): Promise<Float16Array[]> {
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
  const blocks = new Array<Float16Array>(Math.ceil(texts.length / blockTexts));
  let next = 0;
  const program = [script, "model.js"].map((name) => Deno.readTextFileSync(join(here, name))).join("");
  const work = async () => {
    while (next < blocks.length) {
      const block = next++;
      const own = texts.slice(block * blockTexts, (block + 1) * blockTexts);
      const lines = own.map((text) => JSON.stringify(text)).join("\n");
      const name = createHash("sha256").update(program).update(lines).digest("hex");
      blocks[block] = await askBlock(script, lines, join(folder, `${name}.f16`));
    }
  };
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, work));
  return blocks;
}

// Work that was stopped goes on where it was, as long as the program is the same.
async function askBlock(script: string, lines: string, file: string): Promise<Float16Array> {
  const kept = await Deno.readFile(file).catch(() => undefined);
  if (kept !== undefined) return new Float16Array(kept.buffer);
  const bytes = await runScript(script, lines);
  // Never a half of it.
  await Deno.writeFile(`${file}.new`, bytes);
  await Deno.rename(`${file}.new`, file);
  return new Float16Array(bytes.buffer);
}

async function runScript(script: string, lines: string): Promise<Uint8Array<ArrayBuffer>> {
  const child = new Deno.Command("deno", {
    args: ["run", "--quiet", "--allow-read", "--allow-env", "--allow-sys", "--allow-ffi", script, folder],
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
