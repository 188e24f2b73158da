// Functions that take many times as long as an addition. What a power takes hangs on its exponent: it is not among them.

export const DEAR: ReadonlySet<string> = new Set([
  'exp',
  'log',
  'log1p',
  'expm1',
  'tanh',
  'atan',
  'sigmoid',
  'softplus',
  'logCosh',
  'clampedLog',
  'xlogy',
  'binaryCrossEntropy',
]);
