// How values are laid out upwards: linearly, by their logarithm where all are positive, or by sign and magnitude.
import { domainsDiffer, valueDomain } from '../../src/math/valueDomain';

export type ScaleKind = 'linear' | 'log' | 'symlog';

export interface ValueScale {
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  /** For `symlog`: below this magnitude it is about linear. A power of ten. */
  readonly constant: number;
  /** Where ticks stand, unless they are left to the plot. */
  readonly ticks?: readonly number[];
}

export function linearScale(curves: readonly Float64Array[], trim?: number): ValueScale {
  return { kind: 'linear', domain: valueDomain(curves, trim), constant: 1 };
}

/** Decades that a logarithmic axis shows at most: below, a loss is as good as 0. */
const DECADES = 6;

/** Logarithmic where no value is negative, else by sign and magnitude. */
export function logScale(curves: readonly Float64Array[]): ValueScale {
  const all = curves.flatMap((curve) => [...curve].filter((v) => Number.isFinite(v)));
  const magnitudes = all
    .map(Math.abs)
    .filter((v) => v > 0)
    .sort((a, b) => a - b);
  if (magnitudes.length === 0) return linearScale(curves);
  const at = (share: number): number => magnitudes[Math.round(share * (magnitudes.length - 1))]!;
  if (all.every((v) => v >= 0)) {
    const top = powerAbove(at(1));
    const bottom = Math.max(powerBelow(at(0)), top - DECADES);
    return { kind: 'log', domain: [10 ** bottom, 10 ** top], constant: 1, ticks: powers(bottom, top) };
  }
  const top = powerAbove(at(0.98));
  const constant = Math.max(Math.min(powerBelow(at(0.5)), top - 2), top - DECADES);
  const ticks = powers(constant, top);
  const [negative, positive] = [all.some((v) => v < 0), all.some((v) => v > 0)];
  return {
    kind: 'symlog',
    domain: [negative ? -(10 ** top) : 0, positive ? 10 ** top : 0],
    constant: 10 ** constant,
    ticks: [...(negative ? ticks.map((t) => -t).reverse() : []), 0, ...(positive ? ticks : [])],
  };
}

const powerAbove = (v: number): number => Math.ceil(Math.log10(v) - 1e-9);
const powerBelow = (v: number): number => Math.floor(Math.log10(v) + 1e-9);

/** Powers of ten from one to another, at most four of them. */
function powers(bottom: number, top: number): number[] {
  const step = Math.max(1, Math.ceil((top - bottom) / 3));
  const found: number[] = [];
  for (let power = top; power >= bottom; power -= step) found.unshift(10 ** power);
  return found;
}

/** Whether a plot drawn on one scale no longer serves the other. */
export function scalesDiffer(a: ValueScale, b: ValueScale, tolerance: number): boolean {
  if (a.kind !== b.kind || a.constant !== b.constant) return true;
  return domainsDiffer(projected(a), projected(b), tolerance);
}

function projected({ kind, domain }: ValueScale): readonly [number, number] {
  return kind === 'log' ? [Math.log10(domain[0]), Math.log10(domain[1])] : domain;
}
