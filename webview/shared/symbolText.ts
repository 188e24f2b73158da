// A parameter's letter as plain text, for labels that are not formulas: \gamma is γ, w_+ is w₊.

const LETTERS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ϵ',
  varepsilon: 'ε',
  lambda: 'λ',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  theta: 'θ',
  kappa: 'κ',
  mu: 'μ',
  eta: 'η',
  pi: 'π',
  omega: 'ω',
};

const SUBSCRIPTS: Readonly<Record<string, string>> = {
  '+': '₊',
  '-': '₋',
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
};

/** `undefined` where plain text cannot say it. */
export function symbolText(latex: string): string | undefined {
  const letters = latex.replace(/\\([a-zA-Z]+)\s*/g, (whole, name: string) => LETTERS[name] ?? whole);
  const lowered = letters.replace(/_\{?([-+0-3])\}?$/, (whole, low: string) => SUBSCRIPTS[low] ?? whole);
  return /[\\_^{}]/.test(lowered) ? undefined : lowered;
}
