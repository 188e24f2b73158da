// The input values of one vector of samples, each loaded once, by symbol and column.
import type { Symbol } from '../../math/expression';
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';
import { isFloat, loadVector, transpose, type Loaded } from './loads';
import { ITEM_BYTES } from '../readers/source';
import type { KernelInput, KernelSpec } from './spec';

export class SampleData {
  /** Every vector of floating-point input: what may hold NaN and infinities. */
  readonly floats: Lane[] = [];
  readonly inexact: Lane[] = [];
  private readonly known = new Map<string, Lane>();

  /**
   * @param pointers the pointer of each input
   * @param turn which vector of an unrolled loop this is
   */
  constructor(
    private readonly f: FloatLanes,
    private readonly spec: KernelSpec,
    private readonly pointers: ReadonlyMap<string, Lane>,
    private readonly turn: number,
  ) {}

  /** The symbol's values, or undefined where it is no input: a parameter. */
  value(symbol: Symbol, column: number | undefined): Lane | undefined {
    const input = this.spec.inputs[symbol.name];
    if (input !== undefined) return this.ofInput(symbol.name, input, column);
    const [, rows = '', component = ''] = /^(\D+)(\d+)$/.exec(symbol.name) ?? [];
    const boxes = this.spec.inputs[rows];
    return boxes?.layout === 'rows' && symbol.level === 'sample'
      ? this.column(rows, boxes, Number(component))
      : undefined;
  }

  /** All ones where `column` is the sample's label. */
  isLabel(column: number): Lane {
    const found = Object.entries(this.spec.inputs).find(([, input]) => input.layout === 'index');
    if (found === undefined) throw new Error('the kernel has no input of class indices');
    return this.f.op('eq', this.elements(...found), this.f.number(column));
  }

  private ofInput(name: string, input: KernelInput, column: number | undefined): Lane {
    switch (input.layout) {
      case 'elements':
        return this.elements(name, input);
      case 'index':
        return column === undefined ? this.elements(name, input) : this.f.oneWhere(this.isLabel(column));
      default:
        return this.column(name, input, column ?? 0);
    }
  }

  private elements(name: string, input: KernelInput): Lane {
    return this.once(name, () => this.load(name, input, this.turn * this.f.lanes));
  }

  private column(name: string, input: KernelInput, column: number): Lane {
    const key = `${name}:${column}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (input.layout === 'planes') {
      const element = column * (this.spec.planeStride ?? 0) + this.turn * this.f.lanes;
      return this.once(key, () => this.load(name, input, element));
    }
    this.loadBlock(name, input, column);
    return this.known.get(key)!;
  }

  /** Loads the block of columns around one from each row and turns it about. */
  private loadBlock(name: string, input: KernelInput, column: number): void {
    const { lanes } = this.f;
    const columns = this.spec.columns ?? 1;
    // The last block of a row overlaps the one before; rows shorter than a vector read on into the next.
    const block = Math.floor(column / lanes) * lanes;
    const start = Math.max(0, Math.min(block, columns - lanes));
    const rows = Array.from({ length: lanes }, (_, row) =>
      this.load(name, input, (this.turn * lanes + row) * columns + start, false),
    );
    transpose(this.f, rows).forEach((lane, index) => {
      const at = start + index;
      if (at >= block && at < columns) this.known.set(`${name}:${at}`, this.seen(input, lane));
    });
  }

  private load(name: string, input: KernelInput, element: number, whole = true): Lane {
    const offset = element * ITEM_BYTES[input.dtype];
    const loaded: Loaded = loadVector(this.f, input.dtype, this.pointers.get(name)!, offset);
    if (loaded.inexact !== undefined) this.inexact.push(loaded.inexact);
    return whole ? this.seen(input, loaded.value) : loaded.value;
  }

  private seen(input: KernelInput, lane: Lane): Lane {
    if (isFloat(input.dtype)) this.floats.push(lane);
    return lane;
  }

  private once(key: string, make: () => Lane): Lane {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.known.set(key, made);
    return made;
  }
}
