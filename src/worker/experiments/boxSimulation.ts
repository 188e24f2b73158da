// The regression of many boxes onto their targets under one loss, as the simulation of the DIoU paper has it (Zheng et
// al. 2020, section 3.1): one compiled loop a step, from the declaration's own gradient.
import { parametersInForce } from '../../catalogue/inForce';
import { releaseHeld } from '../../catalogue/held';
import { boxCoordinate, parameter } from '../../catalogue/symbols';
import { abs, add, max, mul, sub } from '../../math/build';
import { differentiate } from '../../math/differentiate';
import type { Expr, Symbol } from '../../math/expression';
import { kernelFor, type Kernel } from '../kernels/kernel';
import { KernelMemory } from '../kernels/memory';
import { declared } from './evaluate';

export const ITERATIONS = 200;

/** Width and height stay at least this. */
export const SMALLEST = 1e-3;

/** Boxes that stay in the processor's cache through all iterations. */
export const BLOCK = 4096;

const NUMBERS = 4;
const BYTES = 8;

export function learningRate(iteration: number): number {
  return iteration < 160 ? 0.1 : iteration < 180 ? 0.01 : 0.001;
}

const AXES = [0, 1, 2, 3];
const of = (side: 'prediction' | 'label'): readonly Symbol[] => AXES.map((axis) => boxCoordinate(side, axis));

function sampleForm(id: string): { readonly loss: Expr; readonly held?: Readonly<Record<string, Expr>> } {
  const declaration = declared(id);
  const given = { boxFormat: 'cxcywh', eps: 0 };
  const params = parametersInForce(declaration, undefined, given);
  const form = declaration.form({ params, layout: 'boxes', labels: 'columns', inputs: new Set() });
  if (form.kind !== 'samples') throw new Error(`${id} is no loss of single boxes`);
  return form;
}

/**
 * One simultaneous step on centre, width and height by rate · (2 − IoU) · gradient, and Σ|Δ| after it. The factor and
 * CIoU's α are constants for the gradient.
 */
function stepKernel(loss: string): Kernel {
  const [boxes, targets] = [of('prediction'), of('label')];
  const form = sampleForm(`${loss}_loss`);
  const gradient = differentiate(form.loss, boxes).map((e) => releaseHeld(e, form.held));
  const factor = mul(parameter('rate', '\\eta'), sub(2, sampleForm('box_iou').loss));
  const next = boxes.map((box, axis) => {
    const moved = sub(box, mul(factor, gradient[axis] ?? 0));
    return axis < 2 ? moved : max(moved, SMALLEST);
  });
  const error = add(...next.map((e, axis) => abs(sub(e, targets[axis] ?? 0))));
  const rows = { dtype: 'float64', layout: 'rows' } as const;
  return kernelFor({
    precision: 'f64',
    sums: [error],
    outputs: [next, error],
    inputs: { prediction: rows, label: rows },
    columns: NUMBERS,
  });
}

export interface Regressed {
  /** Σ over the boxes of Σ|Δ(cx, cy, w, h)| after each iteration. */
  readonly errors: Float64Array;
  /** Of each box after the last. */
  readonly last: Float64Array;
}

export class BoxSimulation {
  private readonly memory = new KernelMemory(false);
  private readonly addresses: readonly [from: number, to: number, targets: number, errors: number];
  private readonly kernels = new Map<string, Kernel>();

  constructor() {
    const boxes = (): number => this.memory.reserve(BLOCK * NUMBERS * BYTES);
    this.addresses = [boxes(), boxes(), boxes(), this.memory.reserve(BLOCK * BYTES)];
  }

  /** @param boxes at most BLOCK rows of centre, width and height; @param targets theirs */
  regress(loss: string, boxes: Float64Array, targets: Float64Array): Regressed {
    const kernel = this.kernels.get(loss) ?? stepKernel(loss);
    this.kernels.set(loss, kernel);
    let [from, to] = this.addresses;
    const [, , label, last] = this.addresses;
    const count = boxes.length / NUMBERS;
    this.write(from, boxes);
    this.write(label, targets);
    const errors = new Float64Array(ITERATIONS);
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      const run = kernel.start(this.memory, { eps: 0, rate: learningRate(iteration) });
      run.chunk(count, { prediction: from, label }, [to, last]);
      errors[iteration] = run.sums[0] ?? NaN;
      [from, to] = [to, from];
    }
    return { errors, last: new Float64Array(this.memory.bytes(last, count * BYTES).slice().buffer) };
  }

  private write(address: number, numbers: Float64Array): void {
    this.memory
      .bytes(address, numbers.byteLength)
      .set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }
}
