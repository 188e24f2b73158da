// Prints expressions as LaTeX for KaTeX and MathJax, the way a paper would set them: fractions, powers, |x|, cases.
import { build } from './build';
import { symbol, type Application, type Expr, type Op } from './expression';

/** How tightly a piece of formula holds together, loosest first. */
const enum Tightness {
  Comparison,
  Sum,
  Product,
  Negation,
  Power,
  Atom,
}

interface Piece {
  readonly text: string;
  readonly tightness: Tightness;
}

export function toLatex(e: Expr): string {
  return print(e).text;
}

/** A number as a paper prints it: 0.25, 10^{-5}, 1.5 \times 10^{-7}. */
export function numberLatex(value: number): string {
  if (Number.isNaN(value)) return '\\text{NaN}';
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty';
  const short = Number(value.toPrecision(6));
  const magnitude = Math.abs(short);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e6)) {
    const [mantissa = '1', exponent = '0'] = short.toExponential().split('e');
    const power = `10^{${Number(exponent)}}`;
    if (mantissa === '1') return power;
    return mantissa === '-1' ? `-${power}` : `${mantissa} \\times ${power}`;
  }
  return String(short);
}

function print(e: Expr): Piece {
  if (e.kind === 'constant') {
    const text = numberLatex(e.value);
    const tightness = text.startsWith('-')
      ? Tightness.Negation
      : text.includes('times')
        ? Tightness.Product
        : text.includes('^')
          ? Tightness.Power
          : Tightness.Atom;
    return { text, tightness };
  }
  if (e.kind === 'symbol') return { text: e.latex, tightness: Tightness.Atom };
  return printApplication(e);
}

function inside(e: Expr, atLeast: Tightness): string {
  const piece = print(e);
  return piece.tightness >= atLeast ? piece.text : `\\left(${piece.text}\\right)`;
}

const FUNCTION: Partial<Record<Op, string>> = {
  log: '\\ln',
  exp: '\\exp',
  tanh: '\\tanh',
  atan: '\\arctan',
  sigmoid: '\\sigma',
  sign: '\\operatorname{sgn}',
  clampedLog: '\\ln',
};

const COMPARISON: Partial<Record<Op, string>> = { less: '<', lessEqual: '\\le', equal: '=' };

const SUM: Partial<Record<Op, string>> = {
  sumColumns: '\\sum_k',
  sumSamples: '\\sum_i',
  sumGroups: '\\sum_g',
  maxColumns: '\\max_k',
  maxGroups: '\\max_g',
  cumulative: '\\sum_{j \\le k}',
  cumulativeBack: '\\sum_{j \\ge k}',
};

function printApplication(e: Application): Piece {
  const [a, b, c] = e.args as [Expr, Expr, Expr];
  const name = FUNCTION[e.op];
  if (name !== undefined) return call(name, a);
  const comparison = COMPARISON[e.op];
  if (comparison !== undefined) {
    return atom(`\\left[${inside(a, Tightness.Sum)} ${comparison} ${inside(b, Tightness.Sum)}\\right]`);
  }
  const sum = SUM[e.op];
  if (sum !== undefined) return { text: `${sum} ${inside(a, Tightness.Product)}`, tightness: Tightness.Sum };
  switch (e.op) {
    case 'neg':
      return { text: `-${inside(a, Tightness.Product)}`, tightness: Tightness.Sum };
    case 'add':
      return {
        text: `${print(a).text} + ${inside(b, Tightness.Sum).replace(/^-/, '{-}')}`,
        tightness: Tightness.Sum,
      };
    case 'sub':
      return { text: `${print(a).text} - ${inside(b, Tightness.Product)}`, tightness: Tightness.Sum };
    case 'mul':
      return product(a, b);
    case 'div':
      return atom(`\\frac{${print(a).text}}{${print(b).text}}`);
    case 'pow':
      return power(a, b);
    case 'abs':
      return atom(`\\left|${print(a).text}\\right|`);
    case 'sqrt':
      return atom(`\\sqrt{${print(a).text}}`);
    case 'log1p':
      return call('\\ln', undefined, `1 + ${print(a).text}`);
    case 'expm1':
      return { text: `e^{${print(a).text}} - 1`, tightness: Tightness.Sum };
    case 'softplus':
      return call('\\ln', undefined, `1 + e^{${print(a).text}}`);
    case 'logCosh':
      return { text: `\\ln \\cosh ${inside(a, Tightness.Atom)}`, tightness: Tightness.Product };
    case 'xlogy':
      return {
        text: `${inside(a, Tightness.Product)}\\,${call('\\ln', b).text}`,
        tightness: Tightness.Product,
      };
    case 'min':
    case 'max':
      return atom(`\\${e.op}\\left(${print(a).text}, ${print(b).text}\\right)`);
    case 'select':
      return atom(
        `\\begin{cases} ${print(b).text} & ${condition(a)} \\\\ ${print(c).text} & \\text{else} \\end{cases}`,
      );
    case 'binaryCrossEntropy':
      return crossEntropy(a, b, c);
    case 'logSumExp':
      return { text: `\\ln \\sum_k e^{${print(a).text}}`, tightness: Tightness.Product };
    case 'pick':
      return print(atLabel(a));
    default:
      return atom(e.op);
  }
}

/** An expression of column k at the column of the label. What is summed over k inside of it keeps its k. */
function atLabel(e: Expr): Expr {
  if (e.level !== 'column') return e;
  if (e.kind === 'symbol') return symbol(`${e.name} at the label`, 'sample', labelSubscript(e.latex));
  return build(e.op, e.args.map(atLabel));
}

/** z_{ik} as z_{i,y_i}, w_k as w_{y_i}. */
function labelSubscript(latex: string): string {
  return latex.replace(/_\{ik\}$/, '_{i,y_i}').replace(/_k$/, '_{y_i}');
}

function atom(text: string): Piece {
  return { text, tightness: Tightness.Atom };
}

/** `\ln p` for one symbol, `\ln\left(…\right)` for anything longer. */
function call(name: string, argument: Expr | undefined, text?: string): Piece {
  if (argument?.kind === 'symbol') return { text: `${name} ${argument.latex}`, tightness: Tightness.Product };
  const body = text ?? (argument === undefined ? '' : print(argument).text);
  return { text: `${name}\\left(${body}\\right)`, tightness: Tightness.Product };
}

function product(a: Expr, b: Expr): Piece {
  const left = inside(a, Tightness.Product);
  const right = inside(b, Tightness.Product);
  const bothNumbers = /[\d}]$/.test(left) && /^[\d]/.test(right);
  return { text: `${left} ${bothNumbers ? '\\cdot' : '\\,'} ${right}`, tightness: Tightness.Product };
}

function power(base: Expr, exponent: Expr): Piece {
  const text = `${inside(base, Tightness.Atom)}^{${print(exponent).text}}`;
  if (base.kind === 'symbol' && /[\^]/.test(base.latex)) {
    return { text: `\\left(${base.latex}\\right)^{${print(exponent).text}}`, tightness: Tightness.Power };
  }
  return { text, tightness: Tightness.Power };
}

function condition(e: Expr): string {
  const name = e.kind === 'apply' ? COMPARISON[e.op] : undefined;
  if (e.kind !== 'apply' || name === undefined) return `${print(e).text} \\neq 0`;
  const [a, b] = e.args as [Expr, Expr];
  return `${print(a).text} ${name} ${print(b).text}`;
}

function crossEntropy(p: Expr, y: Expr, w: Expr): Piece {
  const weight = w.kind === 'constant' && w.value === 1 ? '' : `${inside(w, Tightness.Product)}\\, `;
  const label = inside(y, Tightness.Product);
  const prediction = print(p).text;
  return {
    text:
      `-\\left[${weight}${label} \\ln ${inside(p, Tightness.Atom)} + ` +
      `\\left(1 - ${label}\\right) \\ln\\left(1 - ${prediction}\\right)\\right]`,
    tightness: Tightness.Sum,
  };
}
