import { join } from "node:path";

/** A disk of a few MB in memory, which a file of ours can fill. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Leaves so many bytes free. */
  fill(leave: number): Promise<void>;
  /** Makes the room free again. */
  free(): Promise<void>;
}

const sizeMb = 192;

/** Mounts one; it needs the rights of the system's administrator. @throws where they are missing. */
export async function mountSmallDisk(): Promise<SmallDisk> {
  const path = await Deno.makeTempDir({ prefix: "groundswell-disk-" });
  await run("mount", "-t", "tmpfs", "-o", `size=${sizeMb}m`, "tmpfs", path);
  const filler = join(path, "filler");
  return {
    path,
    async fill(leave) {
      const free = Number(await run("df", "--output=avail", "--block-size=1", path).then(lastLine));
      await run("fallocate", "--length", String(Math.max(1, free - leave)), filler);
    },
    free: () => Deno.remove(filler),
    async [Symbol.asyncDispose]() {
      await run("umount", "--lazy", path);
      await Deno.remove(path);
    },
  };
}

/** Spread into a test: skips it where no disk can be mounted. */
export const needsSmallDisk: { ignore: boolean } = { ignore: !await canMount() };

async function canMount(): Promise<boolean> {
  try {
    await using _ = await mountSmallDisk();
    return true;
  } catch {
    return false;
  }
}

async function run(program: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${program}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)!;
}
