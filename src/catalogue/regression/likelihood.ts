// Parameters that the likelihoods of regression share.
import type { NumberParameter, SwitchParameter } from '../declaration';

export const FULL: SwitchParameter = {
  kind: 'switch',
  name: 'full',
  default: false,
  meaning: {
    en: 'adds the terms that no prediction can change',
    zh: '加上与预测无关的各项',
  },
};

export function likelihoodEps(value: number): NumberParameter {
  return {
    kind: 'number',
    name: 'eps',
    latex: '\\epsilon',
    default: value,
    min: 0,
    max: Infinity,
    slider: [1e-10, 1],
    scale: 'log',
    meaning: { en: 'keeps the logarithm and the division finite', zh: '使对数与除法保持有限' },
  };
}
