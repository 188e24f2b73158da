// Functions that a library lacks, written out in front of the loss that needs them.
import type { Dialect } from './dialect';

export type HelperName = 'clamped_log' | 'clamped_log1p' | 'log_cosh' | 'xlogy';

const ALL: readonly HelperName[] = ['clamped_log', 'clamped_log1p', 'log_cosh', 'xlogy'];

/** The helpers that a piece of code calls. */
export function helpersOf(code: string): HelperName[] {
  return ALL.filter((name) => new RegExp(`(?<![.\\w])${name}\\(`).test(code));
}

export function helperCode(name: HelperName, dialect: Dialect): string {
  const { where } = dialect;
  const log = dialect.unary.log ?? '';
  switch (name) {
    case 'clamped_log':
    case 'clamped_log1p': {
      const plain = name === 'clamped_log';
      const inside = plain ? `${where}(positive, x, 1.0)` : `${where}(positive, x, 0.0)`;
      const bound = { text: '-100.0', isScalar: true };
      const safe = { text: `${plain ? log : dialect.unary.log1p}(${inside})`, isScalar: false };
      return [
        `def ${name}(x):`,
        `    """max(ln(${plain ? 'x' : '1 + x'}), -100) with a slope of 0 where that is cut off."""`,
        `    positive = x > ${plain ? '0' : '-1'}`,
        `    safe = ${dialect.extreme('max', safe, bound)}`,
        `    return ${where}(positive, safe, -100.0)`,
      ].join('\n');
    }
    case 'log_cosh':
      return [
        'def log_cosh(x):',
        '    """ln cosh x, which neither overflows nor cancels."""',
        `    return x + ${softplus('-2 * x', dialect)} - math.log(2)`,
      ].join('\n');
    case 'xlogy':
      return [
        'def xlogy(x, y):',
        '    """x ln y, 0 where x is 0."""',
        '    zero = x == 0',
        `    return ${where}(zero, 0.0, x * ${log}(${where}(zero, 1.0, y)))`,
      ].join('\n');
  }
}

/** ln(1 + eˣ): NumPy has it as logaddexp. */
export function softplus(x: string, dialect: Dialect): string {
  const own = dialect.unary.softplus;
  return own === undefined ? `np.logaddexp(0.0, ${x})` : `${own}(${x})`;
}
