import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import packageJson from "./package/package.json" with { type: "json" };

/** Name and version of the library that runs large models; its one pin is `package/package.json`. */
export const runtimeName = `@huggingface/transformers ${
  packageJson.dependencies["@huggingface/transformers"]
}`;

/** The bundle of it, with the ONNX runtime as WebAssembly, that `deno task models` makes. */
export const runtimePath: string = fileURLToPath(
  new URL(`../../.build/${runtimeName.split("/")[1]!.replace(" ", "-")}.js`, import.meta.url),
);

/** What to do before a large model can run; undefined where it has been done. */
export function missingRuntime(path = runtimePath): string | undefined {
  return existsSync(path) ? undefined : `${runtimeName} is not installed; deno task models installs it`;
}
