// A formula as plain text, for lists that show no LaTeX: \frac{1}{n} \sum_i is 1/n Σᵢ. Only what the notes use.

const SYMBOLS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Omega: 'Ω',
  sum: 'Σ',
  prod: 'Π',
  int: '∫',
  infty: '∞',
  partial: '∂',
  nabla: '∇',
  cdot: '·',
  times: '×',
  pm: '±',
  cap: '∩',
  cup: '∪',
  setminus: '∖',
  subseteq: '⊆',
  in: '∈',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  approx: '≈',
  propto: '∝',
  to: '→',
  mid: '|',
  vert: '|',
  dots: '…',
  ldots: '…',
  cdots: '…',
  ell: 'ℓ',
  top: 'ᵀ',
  circ: '∘',
  odot: '⊙',
  langle: '⟨',
  rangle: '⟩',
  lfloor: '⌊',
  rfloor: '⌋',
  quad: '\u2003',
  qquad: '\u2003',
  '|': '‖',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  ' ': ' ',
  '!': '',
  '\\': '; ',
  left: '',
  right: '',
  big: '',
  Big: '',
  bigl: '',
  bigr: '',
  Bigl: '',
  Bigr: '',
  displaystyle: '',
  limits: '',
};

/** Combining marks, set after the letter. */
const ACCENTS: Readonly<Record<string, string>> = { hat: '\u0302', bar: '\u0304', tilde: '\u0303' };

const RAISED: Readonly<Record<string, string>> = {
  ...letters('0123456789+-=()', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'),
  ...letters('iknTγβ', 'ⁱᵏⁿᵀᵞᵝ'),
};
const LOWERED: Readonly<Record<string, string>> = {
  ...letters('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'),
  ...letters('aeijklmnoprstuvx', 'ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'),
};

function letters(from: string, to: string): Record<string, string> {
  const raised = [...to];
  return Object.fromEntries([...from].map((letter, i) => [letter, raised[i] ?? '']));
}

/** Reads LaTeX from left to right; `take` reads one argument: a group, a command with its own, or a letter. */
export function plainFormula(latex: string): string {
  let at = 0;

  const takeName = (): string => {
    at++; // the backslash
    const name = /^(?:[a-zA-Z]+|.)/.exec(latex.slice(at))?.[0] ?? '';
    at += name.length;
    return name;
  };

  const skipSpace = (): void => {
    while (latex[at] === ' ') at++;
  };

  const take = (): string => {
    skipSpace();
    const letter = latex[at] ?? '';
    if (letter === '\\') return command(takeName());
    at++;
    return letter === '{' ? sequence() : letter;
  };

  const command = (name: string): string => {
    if (['frac', 'tfrac', 'dfrac'].includes(name)) return `${joined(take())}/${joined(take())}`;
    if (name === 'sqrt') return `√${joined(take())}`;
    if (name === 'begin') return take() === 'cases' ? '{ ' : '[ ';
    if (name === 'end') return take() === 'cases' ? ' }' : ' ]';
    const accent = ACCENTS[name];
    if (accent !== undefined) return `${take()}${accent}`.normalize('NFC');
    if (/^(?:math|text|operatorname|boldsymbol)/.test(name)) return take();
    const symbol = SYMBOLS[name] ?? name;
    return /^[a-z]{2,}$/.test(symbol) ? ` ${symbol} ` : symbol;
  };

  /** Up to the closing brace of the group, or the end. */
  const sequence = (): string => {
    let text = '';
    while (at < latex.length && latex[at] !== '}') {
      const letter = latex[at];
      if (letter === '^' || letter === '_') {
        at++;
        text = `${text.trimEnd()}${shifted(letter, take())}`;
      } else if (letter === '&') {
        at++;
        text += ', ';
      } else if (letter === ' ') {
        at++;
        text += ' ';
      } else text += take();
    }
    at++;
    return text;
  };

  return sequence()
    .replaceAll('-', '−')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/ *\u2003 */g, '\u2003')
    .replaceAll(/ (?=[,;)\]}])|(?<=[([{]) /g, '')
    .trim();
}

function joined(text: string): string {
  const inner = text.trim();
  return /[\s+\-−/]/.test(inner) ? `(${inner})` : inner;
}

function shifted(sign: '^' | '_', text: string): string {
  const table = sign === '^' ? RAISED : LOWERED;
  const inner = text.trim();
  const found = [...inner].map((letter) => table[letter]);
  if (found.every((letter) => letter !== undefined)) return found.join('');
  return [...inner].length === 1 ? `${sign}${inner}` : `${sign}(${inner})`;
}
