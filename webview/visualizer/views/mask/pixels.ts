// A small image as text, a character a pixel, so that a link to a painted mask stays short: the characters from 一
// on are thousandths from 0 to 1. None of them is rewritten where text is normalised.

const LEVELS = 1000;
const ZERO = 0x4e00;

export function letterOf(value: number): string {
  return String.fromCharCode(ZERO + Math.round(Math.min(1, Math.max(0, value)) * LEVELS));
}

export function textOf(values: readonly number[]): string {
  return values.map(letterOf).join('');
}

export function valuesOf(text: string): readonly number[] {
  return text.split('').map((letter) => (letter.charCodeAt(0) - ZERO) / LEVELS);
}

export function isImage(text: string): boolean {
  return valuesOf(text).every((value) => value >= 0 && value <= 1);
}

export function painted(text: string, pixel: number, value: number): string {
  return text.slice(0, pixel) + letterOf(value) + text.slice(pixel + 1);
}

/** The values with one pixel's replaced by 1 − p. */
export function flipped(values: readonly number[], pixel: number): readonly number[] {
  return values.map((p, i) => (i === pixel ? 1 - p : p));
}

export interface Sides {
  readonly rows: number;
  readonly columns: number;
}

/** The image in other sides: each pixel is that of the same place. */
export function resized(text: string, from: Sides, to: Sides): string {
  return Array.from({ length: to.rows * to.columns }, (_, i) => {
    const [row, column] = [Math.floor(i / to.columns), i % to.columns];
    const y = Math.floor(((row + 0.5) * from.rows) / to.rows);
    const x = Math.floor(((column + 0.5) * from.columns) / to.columns);
    return text.charAt(y * from.columns + x);
  }).join('');
}

export type Preset = 'shifted' | 'small' | 'ring' | 'empty';

export interface Images extends Sides {
  readonly label: string;
  readonly prediction: string;
}

/** Label and prediction of a preset; the prediction has soft edges and is nowhere sure, as a network's is. */
export function presetImages(preset: Preset, size: number): Images {
  const unit = size / 16;
  const middle = (size - 1) / 2;
  const draw = (values: (radius: (x: number, y: number) => number) => number): string =>
    textOf(
      Array.from({ length: size * size }, (_, i) => {
        const [row, column] = [Math.floor(i / size), i % size];
        return values((x, y) => Math.hypot(column - middle - x * unit, row - middle - y * unit) / unit);
      }),
    );
  const soft = (depth: number): number => 0.02 + 0.96 / (1 + Math.exp(-1.5 * depth));
  const sides = { rows: size, columns: size };
  switch (preset) {
    case 'shifted':
      return {
        ...sides,
        label: draw((from) => Number(from(-1, -1) < 4.6)),
        prediction: draw((from) => soft(4.6 - from(1.5, 0.5))),
      };
    case 'small':
      return {
        ...sides,
        label: draw((from) => Number(from(-2.5, -2.5) < 1.2)),
        prediction: draw((from) => 0.8 * soft(1.2 - from(-1.5, -2.5))),
      };
    case 'ring':
      return {
        ...sides,
        label: draw((from) => Number(Math.abs(from(0, 0) - 4.6) < 1.5)),
        prediction: draw((from) => soft(5.6 - from(0, 0))),
      };
    case 'empty':
      return {
        ...sides,
        label: draw(() => 0),
        prediction: draw((from) => 0.6 * soft(1.8 - from(2, 1))),
      };
  }
}
