/** Makes a Plot picture one image with one sentence: its inner labels have no role and would be read as noise. */
export function asImage(picture: Element, sentence: string): Element {
  const svg = picture instanceof SVGSVGElement ? picture : picture.querySelector("svg");
  for (const inner of picture.querySelectorAll("[aria-label]")) inner.removeAttribute("aria-label");
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", sentence);
  return picture;
}
