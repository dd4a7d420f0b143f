import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import packageJson from "./package/package.json" with { type: "json" };

const version = packageJson.dependencies["@huggingface/transformers"];

/** Name and version of the library that runs large models; its one pin is `package/package.json`. */
export const runtimeName = `@huggingface/transformers ${version}`;

/** The bundle of it, with the ONNX runtime as WebAssembly, that `deno task models` makes. */
export const runtimePath: string = fileURLToPath(
  new URL(`../../.build/transformers-${version}.js`, import.meta.url),
);

/** What to do before a large model can run; undefined where it has been done. */
export function missingRuntime(path = runtimePath): string | undefined {
  return existsSync(path) ? undefined : `${runtimeName} is not installed; deno task models installs it`;
}
