// The numbers that a kernel is given at every call: maximal subexpressions of parameters and sums alone, worked out
// in float64 beforehand, so that a moved slider compiles nothing and the loop never repeats such work.
import { blockEvaluator } from '../../math/blocks';
import { symbolsOf, type Expr, type Symbol } from '../../math/expression';
import type { Arguments, Precision } from './spec';

export class ArgumentTable {
  private readonly slots = new Map<string, number>();
  private readonly entries: { expr: Expr; column: number }[] = [];
  private readonly slotBytes: 4 | 8;
  private evaluate: ReturnType<typeof blockEvaluator> | undefined;
  private symbols: readonly Symbol[] | undefined;

  constructor(private readonly precision: Precision) {
    this.slotBytes = precision === 'f32' ? 4 : 8;
  }

  /** The byte offset of an expression's number (for one column, where it has one a column). */
  offset(expr: Expr, column = 0): number {
    const key = `${expr.key}:${column}`;
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.entries.length;
      this.slots.set(key, slot);
      this.entries.push({ expr, column });
      this.evaluate = undefined;
      this.symbols = undefined;
    }
    return slot * this.slotBytes;
  }

  /** The byte offset of the numbers of every column, one after the other. Ask before any of them alone. */
  row(expr: Expr, columns: number): number {
    for (let column = 0; column < columns; column++) this.offset(expr, column);
    return this.offset(expr, 0);
  }

  get byteLength(): number {
    return this.entries.length * this.slotBytes;
  }

  /** Writes every number where the kernel reads it. Throws when a symbol has no value. */
  write(area: DataView, values: Arguments): void {
    const expressions = this.entries.map(({ expr }) => expr);
    const evaluate = (this.evaluate ??= blockEvaluator(expressions));
    const symbols = (this.symbols ??= symbolsOf(...expressions));
    const perColumn = new Set(this.entries.map(({ column }) => column));
    for (const column of perColumn) {
      const numbers = new Map(symbols.map((s) => [s.name, valueAt(values[s.name], column)]));
      const results = evaluate({ rows: 1, columns: 1, values: numbers });
      this.entries.forEach((entry, slot) => {
        if (entry.column !== column) return;
        const value = results[slot];
        const result = typeof value === 'number' ? value : (value?.[0] ?? NaN);
        if (this.precision === 'f32') area.setFloat32(slot * this.slotBytes, result, true);
        else area.setFloat64(slot * this.slotBytes, result, true);
      });
    }
  }
}

function valueAt(value: number | ArrayLike<number> | undefined, column: number): number {
  return typeof value === 'object' ? (value[column] ?? NaN) : (value ?? NaN);
}
