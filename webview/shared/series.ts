// The colours that tell losses apart, the same in the table, the legend and the plots.

/** How many colours theme.css has. */
const COLOURS = 6;

export function seriesColour(index: number): string {
  return `var(--series-${(index % COLOURS) + 1})`;
}
