// The measured numbers, kept as JSON beside the document, so that the table can be made piece by piece: a run replaces
// the rows that it measured again and leaves the others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** One side of a comparison, medians. */
export interface Side {
  readonly seconds: number;
  readonly value?: number;
  /** Σ |gradient|. */
  readonly gradient?: number;
  readonly memory?: number;
}

export interface Line {
  readonly row: string;
  /** Numbers of the prediction. */
  readonly count: number;
  readonly threads: number;
  readonly peer: string;
  readonly ours?: Side;
  readonly theirs?: Side;
  /** Their time over ours, the median of pairs. */
  readonly ratio?: number;
  /** The same where theirs loads its files too, as ours does. */
  readonly ratioFromFiles?: number;
  /** Relative difference of the two values, and of the sums of the gradients' magnitudes. */
  readonly difference?: number;
  readonly gradientDifference?: number;
  /** Seconds for merely reading both files. */
  readonly reading?: number;
  /** Why there is no comparison. */
  readonly missing?: string;
}

/** A command from a cold shell. */
export interface ShellLine {
  readonly task: string;
  readonly who: string;
  readonly seconds?: number;
  readonly ratio?: number;
  readonly value?: number;
  readonly memory?: number;
  readonly missing?: string;
}

export interface GrowthLine {
  readonly row: string;
  readonly count: number;
  readonly threads: number;
  readonly seconds: number;
  readonly memory?: number;
}

export interface AccuracyLine {
  readonly id: string;
  readonly dtype: string;
  readonly fused: boolean;
  readonly count: number;
  /** |value − reference| / Σ|term|. */
  readonly error: number;
}

export interface Results {
  readonly machine: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  readonly shell: readonly ShellLine[];
  readonly growth: readonly GrowthLine[];
  readonly accuracy: readonly AccuracyLine[];
}

const PATH = 'docs/benchmarks.json';

export function readResults(): Results {
  const none: Results = { machine: {}, lines: [], shell: [], growth: [], accuracy: [] };
  return existsSync(PATH) ? { ...none, ...(JSON.parse(readFileSync(PATH, 'utf8')) as Results) } : none;
}

export function writeResults(results: Results): void {
  writeFileSync(PATH, `${JSON.stringify(results, rounded, 1)}\n`);
}

/** Six digits say all that a measurement says. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

/** What was measured before, with new lines in place of those of the same key. */
export function merged<T>(before: readonly T[], found: readonly T[], keyOf: (line: T) => string): T[] {
  const lines = new Map(before.map((line) => [keyOf(line), line]));
  for (const line of found) lines.set(keyOf(line), line);
  return [...lines.values()];
}

export const keys = {
  line: ({ row, count, threads, peer }: Line): string => `${row}|${count}|${threads}|${peer}`,
  shell: ({ task, who }: ShellLine): string => `${task}|${who}`,
  growth: ({ row, count, threads }: GrowthLine): string => `${row}|${count}|${threads}`,
  accuracy: ({ id, dtype, fused, count }: AccuracyLine): string => `${id}|${dtype}|${fused}|${count}`,
};

export function relative(theirs: number | null | undefined, ours: number | null | undefined): number {
  if (typeof theirs !== 'number' || typeof ours !== 'number') return NaN;
  return theirs === ours ? 0 : Math.abs(theirs - ours) / Math.max(1e-12, Math.abs(ours));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
