// The formula of a note as a picture in the theme's colour, from what the build made of it.
import type { Palette } from './palette';
import type { Picture } from './picture';

/** `dist/formulas.json`, as scripts/build/formulas.mjs writes it. */
export interface FormulaFile {
  /** Outlines of letters, each once. */
  readonly outlines: readonly string[];
  readonly formulas: Readonly<Record<string, Formula>>;
}

interface Formula {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly viewBox: string;
  /** What the SVG holds; `d="#12"` stands for outline 12. */
  readonly body: string;
}

/** @param words the formula as plain text */
export function formulaPicture(
  { outlines, formulas }: FormulaFile,
  id: string,
  { text }: Palette,
  words: string,
): Picture | undefined {
  const formula = formulas[id];
  if (formula === undefined) return undefined;
  const { width, height, viewBox } = formula;
  const body = formula.body.replaceAll(/ d="#(\d+)"/g, (_, i: string) => ` d="${outlines[Number(i)] ?? ''}"`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}" color="${text}">${body}</svg>`;
  return { svg, width, height, alt: words };
}
