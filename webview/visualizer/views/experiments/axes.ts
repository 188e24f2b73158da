// Axes of an experiment's figures: their reach, their ticks and their names.
import * as Plot from '@observablehq/plot';
import type { Axis } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { formatShort } from '../../../shared/format';

export const MARGINS = { marginTop: 26, marginRight: 16, marginBottom: 40, marginLeft: 54 };

export function named({ label, unit }: Axis, language: Language): string {
  return unit === undefined ? label[language] : `${label[language]} (${unit})`;
}

/** The names of both axes, where every plot of ours has them. */
export function axisNames(x: Axis, y: Axis, language: Language): Plot.Markish[] {
  return [
    Plot.text([`↑ ${named(y, language)}`], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      dx: 2 - MARGINS.marginLeft,
      dy: -18,
    }),
    Plot.text([`${named(x, language)} →`], { frameAnchor: 'bottom-right', textAnchor: 'end', dy: 32 }),
  ];
}

/** Powers of ten between the ends of a logarithmic axis, at most `most` of them. */
function powers([low, high]: readonly [number, number], most: number): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from) / most));
  const found: number[] = [];
  for (let power = from; power <= to; power += step) found.push(10 ** power);
  return found;
}

export interface AxisOptions {
  readonly scale: Plot.ScaleOptions;
  readonly ticks: number | number[];
}

export function axisOptions(axis: Axis, values: readonly number[], ticks: number): AxisOptions {
  const finite = values.filter((v) => Number.isFinite(v) && (axis.scale !== 'log' || v > 0));
  const extent: [number, number] = [
    finite.reduce((a, b) => Math.min(a, b), axis.domain?.[0] ?? Infinity),
    finite.reduce((a, b) => Math.max(a, b), axis.domain?.[1] ?? -Infinity),
  ];
  const [low, high] = Number.isFinite(extent[0] + extent[1]) ? extent : [axis.scale === 'log' ? 1 : 0, 1];
  // What an axis says of its own reach holds: values beyond it are cut off.
  const domain: [number, number] = axis.domain === undefined ? [low, high] : [...axis.domain];
  if (domain[0] === domain[1]) domain[1] = axis.scale === 'log' ? 10 * domain[0] : domain[0] + 1;
  if (axis.scale === 'log') {
    const between = powers(domain, ticks);
    return {
      scale: { type: 'log', domain, label: null, clamp: false },
      ticks: between.length >= 2 ? between : ticks,
    };
  }
  return { scale: { type: 'linear', domain, label: null, nice: axis.domain === undefined }, ticks };
}

export function frame(x: AxisOptions, y: AxisOptions): Plot.Markish[] {
  const format = (v: number): string => formatShort(v);
  return [
    Plot.gridY({ className: 'grid', strokeOpacity: 1, ticks: y.ticks }),
    Plot.axisY({ ticks: y.ticks, tickSize: 4, tickFormat: format, className: 'axis' }),
    Plot.axisX({ ticks: x.ticks, tickSize: 4, tickFormat: format, className: 'axis' }),
  ];
}

export const ticksAcross = (width: number): number => Math.max(3, Math.floor(width / 80));
