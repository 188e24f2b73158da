// What divergences of distributions share.
import type { SwitchParameter } from '../declaration';

export const NORMALIZE: SwitchParameter = {
  kind: 'switch',
  name: 'normalize',
  default: false,
  meaning: {
    en: 'divide each row by its sum first, instead of refusing rows that do not sum to 1',
    zh: '先把每一行除以其和，而不是拒绝和不为 1 的行',
  },
};
