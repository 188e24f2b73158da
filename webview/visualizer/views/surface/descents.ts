// The paths of a descent: made when the optimisers are there, made again when the surface has settled, and shown
// step by step when somebody has asked for them.
import type { MakeStepper, OptimizerName } from '../../../optimizers/stepper';
import { descend, STEPS, type Path } from './descent';
import { loadOptimizers } from './loadOptimizers';
import type { Surface } from './surfaceModel';

export interface Descents {
  /** The paths as far as they are known; the last ones while something is dragged. */
  readonly of: (question: Question, settled: boolean) => readonly Path[];
  /** How many steps are shown now. */
  readonly steps: () => number;
  /** Shows the paths from their start on. */
  readonly play: () => void;
  readonly stop: () => void;
  readonly failed: () => boolean;
}

export interface Question {
  readonly surface: Surface;
  /** Says what the surface is of: the loss, its parameters, the axes. */
  readonly key: string;
  readonly start: readonly [number, number] | undefined;
  readonly rate: number;
  readonly optimizers: readonly OptimizerName[];
}

/** How long a descent is shown, in milliseconds. */
const DURATION = 2200;

export function descents(redraw: () => void): Descents {
  let make: MakeStepper | undefined;
  let asked = false;
  let failed = false;
  let known = '';
  let paths: readonly Path[] = [];
  let began: number | undefined;

  const steps = (): number => {
    if (began === undefined) return STEPS;
    const share = (performance.now() - began) / DURATION;
    if (share < 1) {
      redraw();
      return Math.floor(STEPS * share ** 1.6);
    }
    began = undefined;
    return STEPS;
  };

  const load = (): void => {
    if (asked) return;
    asked = true;
    loadOptimizers().then(
      (loaded) => {
        make = loaded;
        if (began !== undefined) began = performance.now();
        redraw();
      },
      () => {
        failed = true;
        redraw();
      },
    );
  };

  return {
    of: ({ surface, key, start, rate, optimizers }, settled) => {
      if (start === undefined) return (paths = []);
      load();
      const wanted = JSON.stringify([key, start, rate, optimizers]);
      if (make !== undefined && wanted !== known && (settled || paths.length === 0)) {
        const makeStepper = make;
        known = wanted;
        paths = optimizers.map((optimizer) => descend(surface, start, rate, optimizer, makeStepper));
      }
      return paths;
    },
    steps,
    play: () => {
      began = matchMedia('(prefers-reduced-motion: reduce)').matches ? undefined : performance.now();
      redraw();
    },
    stop: () => {
      began = undefined;
    },
    failed: () => failed,
  };
}
