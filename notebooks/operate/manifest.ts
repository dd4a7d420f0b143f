import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";

const name = "backup.json";

const Body = z.object({
  format: z.literal(1),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
  files: z.array(
    z.object({ name: z.string().regex(/^(topics\/)?[\w.-]+$/), bytes: z.number(), sha256: z.string() }),
  ),
  counts: z.object({
    posts: z.number(),
    deadLetters: z.number(),
    landing: z.number(),
    minutes: z.number(),
    wrongMinutes: z.literal(0),
    offsets: z.array(
      z.object({ logId: z.string(), topic: z.string(), partition: z.number(), next: z.string() }),
    ),
  }),
});
const Sealed = z.object({ backup: z.unknown(), sha256: z.string() });

/** What a back-up holds; it is written last, so that without it a folder is none. */
export type Manifest = z.infer<typeof Body>;

/** Name, size and SHA-256 of a file, read from the disk. */
export async function describeFile(folder: string, name: string): Promise<Manifest["files"][number]> {
  const hash = createHash("sha256");
  let bytes = 0;
  using file = await Deno.open(join(folder, name));
  for await (const chunk of file.readable) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { name, bytes, sha256: hash.digest("hex") };
}

/** Writes the manifest of a folder, to the disk. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = JSON.stringify({ backup: manifest, sha256: sealOf(manifest) }, null, 2);
  using file = await Deno.open(join(folder, name), { createNew: true, write: true });
  const writer = file.writable.getWriter();
  await writer.write(new TextEncoder().encode(`${text}\n`));
  await file.sync();
  await writer.close();
}

/** Reads the manifest of a back-up and checks each of its files. @throws {Fatal} naming what is missing or damaged. */
export async function readBackup(folder: string): Promise<Manifest> {
  const path = join(folder, name);
  const manifest = await readManifest(path);
  for (const wanted of manifest.files) {
    const found = await describeFile(folder, wanted.name).catch((error) => {
      throw new Fatal(`Cannot restore from "${folder}": cannot read "${wanted.name}": ${messageOf(error)}`);
    });
    if (found.bytes !== wanted.bytes) {
      throw new Fatal(
        `Cannot restore from "${folder}": "${wanted.name}" has ${found.bytes} bytes, ${wanted.bytes} were backed up`,
      );
    }
    if (found.sha256 !== wanted.sha256) {
      throw new Fatal(
        `Cannot restore from "${folder}": "${wanted.name}" is damaged: its checksum is another`,
      );
    }
  }
  return manifest;
}

async function readManifest(path: string): Promise<Manifest> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Fatal(
      `Cannot restore: there is no "${path}", so this is no back-up, or one that was not finished`,
    );
  }
  try {
    const { backup, sha256 } = Sealed.parse(JSON.parse(text));
    if (sealOf(backup) !== sha256) throw new Error("its checksum is another");
    return Body.parse(backup);
  } catch (error) {
    const reason = error instanceof z.ZodError ? "it is of another program or version" : messageOf(error);
    throw new Fatal(`Cannot restore: "${path}" is damaged: ${reason}`, { cause: error });
  }
}

function sealOf(backup: unknown): string {
  return createHash("sha256").update(JSON.stringify(backup)).digest("hex");
}
