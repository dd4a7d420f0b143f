/** One tab's connection, as the hub sees it. */
export interface Socket {
  /** Bytes accepted by `send` that have not left yet. */
  readonly bufferedAmount: number;
  /** Sends a text, or one that is encoded as UTF-8 already. */
  send(message: string | Uint8Array): void;
  /** Closes with a WebSocket code; a peer that does not answer is cut off. */
  close(code: number, reason: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}
