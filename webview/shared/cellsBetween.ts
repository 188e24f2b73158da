// The way of a stroke over a grid of cells. Pure.

/** The cells on the line from one to another, without the first: a fast pointer skips some. */
export function cellsBetween(from: number, to: number, columns: number): readonly number[] {
  const [row, column] = [Math.floor(from / columns), from % columns];
  const [down, right] = [Math.floor(to / columns) - row, (to % columns) - column];
  const steps = Math.max(Math.abs(down), Math.abs(right));
  return Array.from({ length: steps }, (_, i) => {
    const share = (i + 1) / steps;
    return (row + Math.round(down * share)) * columns + column + Math.round(right * share);
  });
}
