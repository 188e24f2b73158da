// Gradient descent over a surface: the paths that SGD, momentum and Adam take from the same start with the same step.
// The update rules are TensorFlow.js's; the gradients are the declaration's.
import type { Coordinate } from './coordinates';
import type { Surface } from './surfaceModel';
import type { MakeStepper, OptimizerName } from '../../../optimizers/stepper';

export interface Path {
  readonly optimizer: OptimizerName;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The loss at each place, the start first. */
  readonly value: readonly number[];
}

export const STEPS = 150;

/** Only predictions are trained: a label or a parameter on an axis stays where the start has it. */
export function isTrained({ kind }: Coordinate): boolean {
  return kind === 'prediction';
}

export function descend(
  surface: Surface,
  start: readonly [number, number],
  rate: number,
  optimizer: OptimizerName,
  makeStepper: MakeStepper,
): Path {
  const stepper = makeStepper(optimizer, rate, start);
  const path = { optimizer, x: [start[0]], y: [start[1]], value: [] as number[] };
  let [x, y] = start;
  try {
    for (let step = 0; ; step++) {
      const { value, byX, byY } = surface.at(Float64Array.of(x), Float64Array.of(y));
      path.value.push(value[0]!);
      if (step === STEPS) break;
      const gradient: [number, number] = [
        isTrained(surface.x) ? byX[0]! : 0,
        isTrained(surface.y) ? byY[0]! : 0,
      ];
      if (!gradient.every(Number.isFinite)) break;
      const moved = stepper.step(gradient);
      [x, y] = [inside(surface.x, moved[0]), inside(surface.y, moved[1])];
      if (x !== moved[0] || y !== moved[1]) stepper.place([x, y]);
      path.x.push(x);
      path.y.push(y);
    }
  } finally {
    stepper.dispose();
  }
  return path;
}

/** How near to 0 and 1 a probability may come. */
const EDGE = 1e-6;

/** A probability stays one; any other coordinate may leave the frame. */
function inside({ letter, range: [low, high] }: Coordinate, value: number): number {
  if (!letter.startsWith('p')) return value;
  return Math.min(high - EDGE, Math.max(low + EDGE, value));
}
