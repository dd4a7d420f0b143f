const yearSeconds = 31_536_000;

/** Leaves zone and width of the content for the server, which draws the next page with them: `gs=ZONE|WIDTH`. */
export function leaveCookie(zone: string, content: Element): void {
  const width = Math.floor(content.clientWidth);
  if (width === 0) return;
  const value = encodeURIComponent(`${zone}|${width}`);
  document.cookie = `gs=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
