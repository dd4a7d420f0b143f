import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { hashSeed } from "../text/hash.ts";

/** What every model file says of itself. `model` is name and version as results state it. */
export interface ModelHeader {
  kind: string;
  model: string;
}

/** The content of a model file. */
export interface ModelFile<Header extends ModelHeader> {
  header: Header;
  body: Uint8Array;
}

const magic = new TextEncoder().encode("GWMODEL\n");
const formatVersion = 2;
const fixedBytes = magic.length + 8;
const digestBytes = 32;
const mostBodyBytes = 2 ** 26;

/**
 * The bytes of a model file: magic, format version and header length as 32-bit little-endian numbers, the header as
 * JSON with the hash seed, the body deflated, and the SHA-256 of all that.
 */
export function encodeModel<Header extends ModelHeader>({ header, body }: ModelFile<Header>): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ hashSeed, ...header }));
  const deflated = deflateRawSync(body, { level: 9 });
  const bytes = new Uint8Array(fixedBytes + json.length + deflated.length + digestBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(magic.length, formatVersion, true);
  view.setUint32(magic.length + 4, json.length, true);
  bytes.set(json, fixedBytes);
  bytes.set(deflated, fixedBytes + json.length);
  bytes.set(digestOf(bytes), bytes.length - digestBytes);
  return bytes;
}

/** Reads a model file of that kind. @throws {Fatal} naming the file where it is damaged or of another version. */
export function decodeModel<Header extends ModelHeader>(
  bytes: Uint8Array,
  file: string,
  kind: Header["kind"],
): ModelFile<Header> {
  const refuse = (reason: string) => new Fatal(`Cannot use model file "${file}": ${reason}`);
  if (bytes.length < fixedBytes + digestBytes || magic.some((byte, i) => bytes[i] !== byte)) {
    throw refuse("it is no model file");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const version = view.getUint32(magic.length, true);
  if (version !== formatVersion) {
    throw refuse(`its format version is ${version}, this program reads ${formatVersion}`);
  }
  const stated = bytes.subarray(bytes.length - digestBytes);
  if (digestOf(bytes).some((byte, i) => stated[i] !== byte)) {
    throw refuse("it is damaged, its checksum is of other content");
  }
  const bodyStart = fixedBytes + view.getUint32(magic.length + 4, true);
  try {
    const header: Header & { hashSeed: number } = JSON.parse(
      new TextDecoder().decode(bytes.subarray(fixedBytes, bodyStart)),
    );
    if (header.kind !== kind) throw refuse(`it is of the kind ${header.kind}, not ${kind}`);
    if (header.hashSeed !== hashSeed) {
      throw refuse(`its hash seed is ${header.hashSeed}, this program's is ${hashSeed}`);
    }
    const deflated = bytes.subarray(bodyStart, bytes.length - digestBytes);
    return { header, body: Uint8Array.from(inflateRawSync(deflated, { maxOutputLength: mostBodyBytes })) };
  } catch (error) {
    throw error instanceof Fatal ? error : refuse(messageOf(error));
  }
}

function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes.subarray(0, bytes.length - digestBytes)).digest();
}
