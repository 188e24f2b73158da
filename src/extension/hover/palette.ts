// The colours of a hover's pictures. An image cannot read the theme's variables, so there is one set for each of the
// four kinds of theme; both high contrast sets keep 7 to 1 against black and white.

/** As `ColorThemeKind` counts them. */
export const LIGHT = 1;
export const DARK = 2;
export const HIGH_CONTRAST = 3;
export const HIGH_CONTRAST_LIGHT = 4;

export interface Palette {
  readonly text: string;
  /** Axes, ticks and what is said in passing. */
  readonly quiet: string;
  readonly grid: string;
  readonly loss: string;
  readonly gradient: string;
}

const PALETTES: Readonly<Record<number, Palette>> = {
  [LIGHT]: { text: '#3b3b3b', quiet: '#6e6e6e', grid: '#e4e4e4', loss: '#1a6fd6', gradient: '#b4590a' },
  [DARK]: { text: '#cccccc', quiet: '#9a9a9a', grid: '#3a3a3a', loss: '#59a4f9', gradient: '#d68f3c' },
  [HIGH_CONTRAST]: {
    text: '#ffffff',
    quiet: '#e0e0e0',
    grid: '#5a5a5a',
    loss: '#6cb6ff',
    gradient: '#ffb454',
  },
  [HIGH_CONTRAST_LIGHT]: {
    text: '#1f1f1f',
    quiet: '#3a3a3a',
    grid: '#b4b4b4',
    loss: '#0f4a85',
    gradient: '#7a3600',
  },
};

/** @param kind a `ColorThemeKind`; the colours of a dark theme where it is none */
export function paletteOf(kind: number): Palette {
  return PALETTES[kind] ?? PALETTES[DARK]!;
}
