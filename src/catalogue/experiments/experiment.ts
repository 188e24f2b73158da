// What an experiment is: a claim about losses, the controls of a computation that tests it, the numbers that decide,
// and the verdict that they lead to. The computation itself is the worker's (src/worker/experiments).
import type { Parameters } from '../../protocol/compute';
import type { Measures } from '../../protocol/experiments';
import type { ChoiceParameter, NumberParameter, Source, Text } from '../declaration';

/** Several of a few names, joined by commas. */
export interface SeveralControl {
  readonly kind: 'several';
  readonly name: string;
  readonly meaning: Text;
  readonly default: string;
  readonly choices: readonly string[];
}

/** A list of numbers; with `each`, of so many that belong together (a box, a point and its weight). */
export interface ListControl {
  readonly kind: 'list';
  readonly name: string;
  readonly meaning: Text;
  readonly default: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly shortest: number;
  readonly longest: number;
  readonly each?: number;
}

export type Control = NumberParameter | ChoiceParameter | SeveralControl | ListControl;

export interface ExperimentPreset {
  readonly name: string;
  readonly params: Parameters;
  readonly meaning: Text;
}

/** What a number means that decides. */
export interface Measure {
  /** As in the result, or what stands before its first dot there. */
  readonly name: string;
  readonly meaning: Text;
  readonly unit?: string;
}

export interface Experiment {
  /** As the shell takes it: `diou-converges-faster`. */
  readonly id: string;
  readonly title: Text;
  /** What is said, and is to be tested. */
  readonly claim: Text;
  readonly controls: readonly Control[];
  readonly presets: readonly ExperimentPreset[];
  readonly measures: readonly Measure[];
  /** One plain sentence that answers the claim, from the numbers alone. */
  readonly verdict: (measures: Measures, params: Parameters) => Text;
  /** Ids of the catalogue whose notes speak of this. */
  readonly about: readonly string[];
  readonly sources: readonly Source[];
}

/** The meaning of a measure by its name in the result. */
export function meaningOf({ measures }: Experiment, name: string): Measure | undefined {
  const family = name.slice(0, name.includes('.') ? name.indexOf('.') : undefined);
  return measures.find((m) => m.name === name) ?? measures.find((m) => m.name === family);
}

/** The number of this name; NaN where it is a list or absent. */
export function measured(measures: Measures, name: string): number {
  const value = measures[name];
  return typeof value === 'number' ? value : NaN;
}

/** The list of this name; empty where it is none. */
export function measuredList(measures: Measures, name: string): readonly number[] {
  const value = measures[name];
  return Array.isArray(value) ? (value as readonly number[]).filter((v) => typeof v === 'number') : [];
}

/** A number as a sentence says it: three digits that count. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (Math.abs(value) < 1e-15) return '0';
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

/** A share as a percentage. */
export function percent(share: number): string {
  return `${short(100 * share)} %`;
}

/** A number control's value; NaN for one that is switched off. */
export function numberAt(params: Parameters, name: string): number {
  const value = params[name];
  return typeof value === 'number' ? value : NaN;
}

export function listOf(params: Parameters, name: string): readonly number[] {
  const value = params[name];
  return Array.isArray(value) ? (value as readonly number[]) : [];
}

/** The names of a `several` control. */
export function namesOf(params: Parameters, name: string): readonly string[] {
  return String(params[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
