// Writes the values of a vector of samples to an output: one a sample, rows of columns, or planes.
import type { Expr } from '../../math/expression';
import type { Statement } from './emit';
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';
import { transpose } from './loads';
import type { SampleLowering } from './lower';
import { ITEM_BYTES } from '../readers/source';
import type { KernelSpec } from './spec';

const STORE = 11;
const SHUFFLE = 13;

type Output = Expr | readonly Expr[];

/** How many columns an output has, and whether a sample's columns stand side by side. */
export function outputShape(spec: KernelSpec, output: Output): { columns: number; planes: boolean } {
  if (!('kind' in output)) return { columns: output.length, planes: false };
  const columns = output.level === 'column' ? (spec.columns ?? 1) : 1;
  const planes = Object.values(spec.inputs).some(({ layout }) => layout === 'planes');
  return { columns, planes: planes && output.level === 'column' };
}

/** By how many bytes each input, then each output, moves from sample to sample. */
export function sampleBytes(spec: KernelSpec): number[] {
  const columns = spec.columns ?? 1;
  const inputs = Object.values(spec.inputs).map(
    ({ dtype, layout }) => ITEM_BYTES[dtype] * (layout === 'rows' ? columns : 1),
  );
  const outputs = spec.outputs.map((output) => {
    const shape = outputShape(spec, output);
    return (spec.precision === 'f32' ? 4 : 8) * (shape.planes ? 1 : shape.columns);
  });
  return [...inputs, ...outputs];
}

export function storeOutput(
  f: FloatLanes,
  spec: KernelSpec,
  output: Output,
  lowering: SampleLowering,
  pointer: Lane,
  turn: number,
): Statement[] {
  const { columns, planes } = outputShape(spec, output);
  const value = (column: number): Lane =>
    'kind' in output ? lowering.number(output, column) : lowering.number(output[column]!);
  const bytes = f.width / 8;
  const store = (element: number, lane: Lane): Statement => ({
    kind: 'store',
    code: STORE,
    pointer,
    offset: element * bytes,
    value: lane,
  });
  const values = Array.from({ length: columns }, (_, column) => value(column));
  if (columns === 1) return [store(turn * f.lanes, values[0]!)];
  if (planes) {
    return values.map((lane, column) => store(column * (spec.planeStride ?? 0) + turn * f.lanes, lane));
  }
  return rows(f, values).flatMap((row, index) => {
    const first = (turn * f.lanes + index) * columns;
    return row.map(({ column, lane }) => store(first + column, lane));
  });
}

interface Piece {
  readonly column: number;
  readonly lane: Lane;
}

/**
 * The vectors of each row. The last of a row overlaps the one before; a row shorter than a vector runs over into
 * the next row, which is written after it.
 */
function rows(f: FloatLanes, values: readonly Lane[]): Piece[][] {
  const { lanes } = f;
  const columns = values.length;
  const made: Piece[][] = Array.from({ length: lanes }, () => []);
  if (lanes === 4 && columns === 2) {
    const [a, b] = values as [Lane, Lane];
    const pairs = [interleave(f, a, b, 0), interleave(f, a, b, 2)];
    pairs.forEach((lane, index) => made[2 * index]!.push({ column: 0, lane }));
    return made;
  }
  for (let block = 0; block < columns; block += lanes) {
    const start = Math.max(0, Math.min(block, columns - lanes));
    const part = Array.from({ length: lanes }, (_, i) => values[Math.min(start + i, columns - 1)]!);
    transpose(f, part).forEach((lane, row) => made[row]!.push({ column: start, lane }));
  }
  return made;
}

function interleave(f: FloatLanes, a: Lane, b: Lane, from: number): Lane {
  const bytes = [from, from + 4, from + 1, from + 5].flatMap((word) =>
    [0, 1, 2, 3].map((byte) => word * 4 + byte),
  );
  return f.graph.operation(SHUFFLE, [a, b], bytes);
}
