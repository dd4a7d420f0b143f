/** What one connection may cost in time and bytes. */
export interface Limits {
  /** From the request to the head of the answer. */
  headMs: number;
  /** Without a single byte, in the middle of an answer. */
  silenceMs: number;
  /** A whole document, however steadily it drips. Streams have no end. */
  documentMs: number;
  documentBytes: number;
  /** One event of a stream. */
  eventBytes: number;
}

/** Fits every source; adapters with another heartbeat change one field. */
export const defaultLimits: Limits = {
  headMs: 20_000,
  silenceMs: 30_000,
  documentMs: 60_000,
  documentBytes: 8 * 1024 * 1024,
  eventBytes: 1024 * 1024,
};
