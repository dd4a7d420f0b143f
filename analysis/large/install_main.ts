import { fileURLToPath } from "node:url";
import { Fatal } from "../../ingest/base/errors.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { runtimeName, runtimePath } from "./runtime.ts";

const help = `Installs ${runtimeName}, which large models run on: a bundle of 20 MB in .build, made of
packages of 180 MB that Deno keeps in its cache.

Usage: deno task models
`;

// No part of it is native: the ONNX runtime is WebAssembly, and `package/package.json` leaves the rest out.
async function main(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.log(help.trimEnd());
    return args[0] === "--help" ? 0 : 2;
  }
  const { success, stderr } = await new Deno.Command("deno", {
    args: [
      ...["bundle", "--quiet", "--unstable-raw-imports", "--platform=browser", "--minify"],
      ...["--output", runtimePath, "runtime.js"],
    ],
    cwd: fileURLToPath(new URL("./package/", import.meta.url)),
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Fatal(`Cannot install ${runtimeName}: ${new TextDecoder().decode(stderr).trim()}`);
  console.log(`Installed ${runtimeName}`);
  return 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
