import { svgElement } from "../dom.ts";

const inherited = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "fill-opacity",
  "opacity",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "paint-order",
];
const pad = 16;
const lineHeight = 20;
const scale = 2;

/** The words around a picture. */
export interface PictureWords {
  title: string;
  subtitle: string;
  /** Below the picture: as of when, from where. */
  foot: string;
}

/** The pictures of a chart's body as one SVG that stands alone, in the colours of the page, with title and foot. */
export function pictureSvg(body: HTMLElement, { title, subtitle, foot }: PictureWords): string {
  const box = body.getBoundingClientRect();
  const page = getComputedStyle(document.body);
  const top = pad + 3 * lineHeight;
  const width = Math.ceil(box.width) + 2 * pad;
  const height = Math.ceil(box.height) + top + 2 * lineHeight + pad;
  const svg = svgElement("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    "font-family": page.fontFamily,
  });
  const text = (y: number, size: number, words: string, weight = 400) =>
    svgElement("text", { x: pad, y, fill: page.color, "font-size": size, "font-weight": weight }, words);
  svg.append(
    svgElement("rect", { width, height, fill: page.backgroundColor }),
    text(pad + 16, 17, title, 660),
    text(pad + 38, 13, subtitle),
  );
  svg.append(...[...document.querySelectorAll("pattern[id^=gs-]")].map(withStyle));
  for (const picture of body.querySelectorAll("svg")) {
    const { left, top: above } = picture.getBoundingClientRect();
    const copy = withStyle(picture);
    copy.setAttribute("x", String(left - box.left + pad));
    copy.setAttribute("y", String(above - box.top + top));
    copy.setAttribute("overflow", "visible");
    svg.append(copy);
  }
  svg.append(text(height - pad, 12, foot));
  return new XMLSerializer().serializeToString(svg);
}

/** The same as PNG, at twice the size. */
export async function picturePng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob === null
        ? reject(new Error("This browser cannot make a PNG of this size; SVG has the same picture"))
        : resolve(blob)
    )
  );
}

// A file of its own knows nothing of the page's style sheet: what it says of each element is written down.
function withStyle(original: Element): Element {
  const copy = original.cloneNode(true) as Element;
  copy.querySelectorAll("style").forEach((style) => style.remove());
  const from = [original, ...original.querySelectorAll(":not(style)")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const name of inherited) {
      to[index]!.setAttribute(name, style.getPropertyValue(name).replaceAll('"', "'"));
    }
    to[index]!.removeAttribute("class");
    to[index]!.removeAttribute("style");
  });
  return copy;
}
