// Shapes in words: how many elements one has, and where an element stands in it.

/** Product of the shape; 1 for a single number (no axes). */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** As NumPy prints it: "()", "(3,)", "(3, 2)". */
export function describeShape(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** The C-order index of element `index`: [1, 2] for 5 in a shape (2, 3). */
export function elementIndex(shape: readonly number[], index: number): number[] {
  const position: number[] = [];
  let rest = index;
  for (const size of [...shape].reverse()) {
    position.push(rest % size);
    rest = Math.floor(rest / size);
  }
  return position.reverse();
}

/** "element [3, 1]", or "the only element" of an array without axes. */
export function describeElement(shape: readonly number[], index: number): string {
  return shape.length === 0 ? 'the only element' : `element [${elementIndex(shape, index).join(', ')}]`;
}
