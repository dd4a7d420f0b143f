/**
 * Whether a WebSocket may be opened: a browser names the page's origin, which must be the host it connects to. Programs that are
 * no browsers send no origin and may connect.
 */
export function sameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (host === undefined || !/^https?:\/\//.test(origin)) return false;
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
