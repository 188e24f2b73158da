// What the optimisers' bundle gives: one object that steps two numbers along.

export type OptimizerName = 'sgd' | 'momentum' | 'adam';

export interface Stepper {
  /** Applies a gradient @returns where the numbers are then */
  readonly step: (gradient: readonly [number, number]) => readonly [number, number];
  /** Puts the numbers elsewhere, and keeps the optimiser's memory. */
  readonly place: (to: readonly [number, number]) => void;
  readonly dispose: () => void;
}

export type MakeStepper = (name: OptimizerName, rate: number, start: readonly [number, number]) => Stepper;

declare global {
  var lossaryOptimizers: MakeStepper | undefined;
}
