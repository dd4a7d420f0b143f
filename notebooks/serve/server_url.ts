/** The address of the pages, ends with a slash. An address that means all of them is none that a browser can open. */
export function serverUrl(host: string, port: number): string {
  return `http://${nameOf(host)}:${port}/`;
}

function nameOf(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
