// What the symbols besides prediction and label stand for in a block: parameters, extra inputs, weights, arrays that are
// worked out beforehand, the label as one column a class.
import type { InputShape } from '../../catalogue/declaration';
import type { Symbol } from '../../math/expression';
import { LossaryError } from '../../protocol/errors';
import { readFloat64, readNumbers } from '../readers/convert';
import { describeShape } from '../readers/shape';
import type { ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';
import { readColumns } from './columns';
import type { DataOptions } from './dataOptions';
import { derive, type DerivedArray, type DerivedInputs } from './derived';
import { weightOf } from './tally';

export class SymbolValues {
  private readonly derived: ReadonlyMap<string, DerivedArray>;
  private readonly whole = new Map<string, Float64Array>();

  /** @param inputs asked for only where arrays are to be worked out */
  constructor(
    private readonly options: DataOptions,
    inputs: () => DerivedInputs,
  ) {
    const derived = Object.entries(options.derived ?? {});
    this.derived = new Map(derived.map(([name, what]) => [name, derive(what, inputs())]));
  }

  /** One number, or one a sample or a column of samples `start` to `start + rows`; undefined where there is none. */
  value(
    symbol: Symbol,
    start: number,
    rows: number,
    label: Int32Array | undefined,
  ): number | Float64Array | undefined {
    const { arrangement, params, sources } = this.options;
    const { name } = symbol;
    const derived = this.derived.get(name);
    if (derived !== undefined) return slice(derived, start, rows, arrangement.columns);
    if (name === 'columnIndex') return indices(arrangement.columns, rows);
    if (name === 'sampleWeight') return weightOf(sources, start, rows);
    const parameter = params[name];
    if (typeof parameter === 'number') return parameter;
    if (Array.isArray(parameter)) return this.perClass(name, parameter as number[], rows);
    if ((name === 'isLabel' || name === 'label') && label !== undefined) return oneHot(label, arrangement);
    return this.extra(symbol, start, rows, label);
  }

  private perClass(name: string, vector: readonly number[], rows: number): Float64Array {
    const { columns } = this.options.arrangement;
    if (vector.length !== columns) {
      throw new LossaryError({
        code: 'badParameter',
        message: `${name} has ${vector.length} numbers, and there are ${columns} classes.`,
        fix: 'Give one number a class.',
      });
    }
    return tile(Float64Array.from(vector), rows);
  }

  private extra(
    symbol: Symbol,
    start: number,
    rows: number,
    label: Int32Array | undefined,
  ): Float64Array | undefined {
    const source = this.options.sources.extra[symbol.name];
    if (source === undefined) return undefined;
    const { arrangement, inputs } = this.options;
    const shape = inputs?.[symbol.name]?.shape;
    if (shape === 'labelRow') return this.labelRows(symbol.name, source, label);
    const all = arrangement.rows * arrangement.columns;
    if (symbol.level === 'sample' && source.length === arrangement.rows)
      return readNumbers(source, start, rows);
    if (symbol.level === 'column' && shape !== 'element' && source.length === arrangement.columns) {
      return tile(this.wholeOf(symbol.name, source), rows);
    }
    if (symbol.level === 'column' && source.length === all)
      return readColumns(source, arrangement, start, rows);
    throw new LossaryError({
      code: 'shape',
      file: source.name,
      message: `${symbol.name} has shape ${describeShape(source.shape)}.`,
      fix: shapeWanted(symbol, shape, arrangement),
    });
  }

  /** The row of a K×K matrix that belongs to the label of each sample. */
  private labelRows(name: string, source: ArraySource, label: Int32Array | undefined): Float64Array {
    const { columns } = this.options.arrangement;
    if (label === undefined || source.length !== columns * columns) {
      throw new LossaryError({
        code: 'shape',
        file: source.name,
        message: `${name} has shape ${describeShape(source.shape)}.`,
        fix: `It needs a row and a column for each class (${columns}×${columns}), and class indices as labels.`,
      });
    }
    const matrix = this.wholeOf(name, source);
    const rows = new Float64Array(label.length * columns);
    label.forEach((k, i) => rows.set(matrix.subarray(k * columns, (k + 1) * columns), i * columns));
    return rows;
  }

  private wholeOf(name: string, source: ArraySource): Float64Array {
    let values = this.whole.get(name);
    if (values === undefined) this.whole.set(name, (values = readFloat64(source)));
    return values;
  }
}

function shapeWanted(
  { level }: Symbol,
  shape: InputShape | undefined,
  { rows, columns }: Arrangement,
): string {
  if (level === 'sample') return `It needs one number a sample: ${rows} in all.`;
  return shape === 'element'
    ? `It needs one number for each of the prediction, ${rows} rows of ${columns}.`
    : `It needs one number a class or bin: ${columns} in all.`;
}

function tile(vector: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(vector.length * rows);
  for (let row = 0; row < rows; row++) out.set(vector, row * vector.length);
  return out;
}

function slice({ level, values }: DerivedArray, start: number, rows: number, columns: number): Float64Array {
  if (level === 'column') return tile(values, rows);
  const each = level === 'cell' ? columns : 1;
  return values.slice(start * each, (start + rows) * each);
}

function indices(columns: number, rows: number): Float64Array {
  return tile(
    Float64Array.from({ length: columns }, (_, k) => k),
    rows,
  );
}

function oneHot(label: Int32Array, { columns }: Arrangement): Float64Array {
  const out = new Float64Array(label.length * columns);
  label.forEach((k, row) => {
    out[row * columns + k] = 1;
  });
  return out;
}
