// Where a parameter's value stands on its slider, and back: linear, or logarithmic where the declaration says so.
import type { NumberParameter } from '../../src/catalogue/declaration';

/** Sliders have whole steps from 0 to this. */
export const STEPS = 1000;

export function sliderRange(p: NumberParameter): readonly [number, number] {
  if (p.slider !== undefined) return p.slider;
  const low = Number.isFinite(p.min) ? p.min : Math.min(-10, (p.default ?? 0) * 2);
  const high = Number.isFinite(p.max) ? p.max : Math.max(10, (p.default ?? 0) * 2);
  return [low, high];
}

export function toStep(p: NumberParameter, value: number): number {
  const [low, high] = sliderRange(p);
  const inside = Math.min(high, Math.max(low, value));
  const share =
    p.scale === 'log' && low > 0
      ? Math.log(inside / low) / Math.log(high / low)
      : (inside - low) / (high - low);
  return Math.round(share * STEPS);
}

/** The value at a step, with as many digits as neighbouring steps need. */
export function fromStep(p: NumberParameter, step: number): number {
  const [low, high] = sliderRange(p);
  const share = step / STEPS;
  const value = p.scale === 'log' && low > 0 ? low * (high / low) ** share : low + (high - low) * share;
  if (p.integer === true) return Math.round(value);
  return p.scale === 'log'
    ? Number(value.toPrecision(3))
    : Number(value.toFixed(decimals((high - low) / STEPS)));
}

function decimals(step: number): number {
  return Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

/** The number that was typed, or `undefined` where it is none or out of the allowed range. */
export function parseTyped(p: NumberParameter, text: string): number | undefined {
  const value = Number(text.trim().replace('−', '-').replace(',', '.'));
  if (text.trim() === '' || Number.isNaN(value) || value < p.min || value > p.max) return undefined;
  return p.integer === true && !Number.isInteger(value) ? undefined : value;
}
