// Errors with binary labels in WebAssembly memory, and the Lovász extension of any rows of a column of them
// (../assembly/lovasz.ts).
import lovaszModule from '../assembly/lovasz.wasm';
import { assembled } from '../kernels/assembled';
import { KernelMemory } from '../kernels/memory';
import type { Breather } from '../run/context';
import { ExactSum } from '../run/exactSum';
import type { Numbers } from '../run/pass';
import { LabelledKeys, type Ranking } from './labelledKeys';

type ExtensionFunction = 'countMarks' | 'extendDoubles' | 'extendFloats' | 'extendIndexed';

/** Intersection, union and value, as ../assembly/lovasz.ts has them. */
const STATE_BYTES = 24;

const SLOPE_BYTES = 4;

export class ErrorKeys {
  private readonly functions: ReturnType<typeof assembled<ExtensionFunction>>;
  private readonly state: number;
  private readonly slopesAddress: number;

  private constructor(private readonly keys: LabelledKeys) {
    const { memory, shape } = keys;
    this.functions = assembled(lovaszModule, memory);
    this.state = memory.reserve(STATE_BYTES);
    this.slopesAddress = shape.indexed ? memory.reserve(shape.rows * shape.columns * SLOPE_BYTES) : 0;
  }

  /**
   * @param single whether float32 holds every error @param sloped whether slopes are wanted, which takes `single`
   * @returns undefined where no memory holds so many
   */
  static of(rows: number, columns: number, single: boolean, sloped: boolean): ErrorKeys | undefined {
    const shape = { rows, columns, single, indexed: sloped };
    if (rows === 0 || !LabelledKeys.fits(shape, sloped ? columns * SLOPE_BYTES : 0)) return undefined;
    return new ErrorKeys(new LabelledKeys(new KernelMemory(false), shape));
  }

  /** Takes the next rows. @param errors at least 0 @param labels positive above ½, one an error */
  add(errors: Numbers, labels: Numbers): void {
    this.keys.add(errors, labels);
  }

  /** Whether an error is NaN: then nothing has a rank. */
  get hasNaN(): boolean {
    return this.keys.unordered > 0;
  }

  positivesOf({ column, start, rows }: Ranking): number {
    return this.functions.countMarks(this.keys.marksOf(column, start), rows) >>> 0;
  }

  /**
   * Σ e_(i) (J_i − J_{i−1}) with the errors from the largest on, J_i the Jaccard loss where the first i are wrong.
   * @param scale what slopes are multiplied by
   */
  async extend(ranking: Ranking, scale: number, breather: Breather): Promise<number> {
    const { keys, functions, state } = this;
    const { memory, shape } = keys;
    const { column, rows } = ranking;
    // Nothing is missed yet: intersection and union are the positives.
    const positives = BigInt(this.positivesOf(ranking));
    const view = (): DataView => memory.view(state, STATE_BYTES);
    view().setBigInt64(0, positives, true);
    view().setBigInt64(8, positives, true);
    const sum = new ExactSum();
    const step = shape.columns * SLOPE_BYTES;
    const slopes = this.slopesAddress + column * SLOPE_BYTES;
    await keys.descend({ ...ranking, rows }, breather, (at, length) => {
      view().setFloat64(16, 0, true);
      if (shape.indexed) functions.extendIndexed(at, length, state, slopes, step, scale);
      else if (shape.single) functions.extendFloats(at, length, state);
      else functions.extendDoubles(at, length, state);
      sum.add(view().getFloat64(16, true));
    });
    return sum.value;
  }

  /** ∂value/∂error times its scale, row-major; 0 where nothing was extended. Valid until the next call. */
  get slopes(): Float32Array {
    const { memory, shape } = this.keys;
    return new Float32Array(memory.memory.buffer, this.slopesAddress, shape.rows * shape.columns);
  }
}
