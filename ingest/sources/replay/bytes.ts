import { createGunzip } from "node:zlib";
import { messageOf, Poison } from "../../base/errors.ts";
import { type OpenFile, openOrSay, type RecordedFile } from "./files.ts";

/** Small, because gzip may blow one chunk up a thousandfold. */
const chunkBytes = 32_768;

/**
 * The bytes of a file, unpacked. `onRead` is told how many were read from disk.
 * @throws {Poison} when it cannot be read further; what was readable until then has been yielded.
 */
export function readBytes(
  file: RecordedFile,
  open: OpenFile,
  onRead: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  const chunks = readFile(file.path, open, onRead);
  return file.gzip ? unpack(chunks) : chunks;
}

async function* readFile(path: string, open: OpenFile, onRead: (bytes: number) => void) {
  using file = await openOrSay(path, open);
  while (true) {
    const chunk = new Uint8Array(chunkBytes);
    const size = await file.read(chunk).catch((cause: unknown) => {
      throw new Poison(`cannot be read: ${messageOf(cause)}`, { cause });
    });
    if (size === null) return;
    onRead(size);
    yield chunk.subarray(0, size);
  }
}

// Written by hand because a stream that fails throws away what it has unpacked and not yet handed over.
async function* unpack(chunks: AsyncIterable<Uint8Array>) {
  const gunzip = createGunzip();
  const unpacked: Uint8Array[] = [];
  let failure: Error | undefined;
  const failed = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  gunzip.on("data", (part: Uint8Array) => unpacked.push(part));
  gunzip.on("end", ended.resolve);
  gunzip.on("error", (error: Error) => {
    failure = error;
    failed.resolve();
  });
  const afterFailure = () => new Poison(`is no whole gzip: ${messageOf(failure)}`, { cause: failure });
  try {
    for await (const chunk of chunks) {
      await Promise.race([
        new Promise<void>((resolve) => gunzip.write(chunk, () => resolve())),
        failed.promise,
      ]);
      yield* unpacked.splice(0);
      if (failure !== undefined) throw afterFailure();
    }
    gunzip.end();
    await Promise.race([ended.promise, failed.promise]);
    yield* unpacked.splice(0);
    if (failure !== undefined) throw afterFailure();
  } finally {
    gunzip.destroy();
  }
}
