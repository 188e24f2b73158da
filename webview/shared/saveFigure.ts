// Saves a plot as a file that opens elsewhere: the theme's colours and fonts are written into the picture, and its
// numbers into a table.

const INLINED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'text-anchor',
  'visibility',
] as const;

/** The SVG as a document of its own, with a background and a title. */
export function svgDocument(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg.querySelectorAll<SVGElement>('*'), copy.querySelectorAll<SVGElement>('*')];
  from.forEach((source, i) => inline(source, to[i]));
  inline(svg, copy);
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('class');
  copy.removeAttribute('aria-hidden');
  copy.setAttribute('role', 'img');
  const background = element('rect', { width: String(width), height: String(height) });
  background.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  const name = element('title', {});
  name.textContent = title;
  copy.prepend(name, background);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Presentation attributes, not a style attribute: editors of vector graphics read both, policies allow these. */
function inline(source: SVGElement, target: SVGElement | undefined): void {
  if (target === undefined) return;
  const style = getComputedStyle(source);
  for (const property of INLINED)
    target.setAttribute(property, plainColour(style.getPropertyValue(property)));
  target.removeAttribute('style');
  target.removeAttribute('class');
}

/** A mixed colour is computed as `color(srgb …)`, which few other programs read. */
function plainColour(value: string): string {
  return value.replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)/, (_, ...shares: string[]) => {
    const [red, green, blue] = shares.slice(0, 3).map((share) => Math.round(255 * Number(share)));
    return `rgb(${red}, ${green}, ${blue})`;
  });
}

/** The SVG drawn at twice its size, as the bytes of a PNG. */
export async function pngBytes(svg: SVGSVGElement, title: string): Promise<ArrayBuffer> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgDocument(svg, title))}`;
  await image.decode();
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('the picture could not be drawn');
  return blob.arrayBuffer();
}

/** Quoted as RFC 4180 asks; numbers to their last digit. */
export function csvText({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
}): string {
  const cell = (v: number | string): string => {
    const text = String(v);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
