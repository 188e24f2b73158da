// An SVG as the image of a Markdown text: hovers render neither formulas nor inline SVG.

export interface Picture {
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** What it shows, in words. */
  readonly alt: string;
}

/** Wider pictures are scaled down: a hover has about this many pixels for text. */
const WIDEST = 470;

export function pictureMarkdown({ svg, width, height, alt }: Picture): string {
  const scale = Math.min(1, WIDEST / width);
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const words = alt.replaceAll(/[[\]\\]/g, '\\$&').replaceAll(/\s+/g, ' ');
  return `![${words}](data:image/svg+xml;base64,${base64(svg)}|width=${w},height=${h})`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
