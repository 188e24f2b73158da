// The factors that stand for logarithms in products, always float64, and what small arguments add beside them.
import type { FloatLanes } from './floatLanes';
import { tree } from './guards';
import type { Lane } from './lanes';
import type { SampleLowering } from './lower';
import { promoteHigh, promoteLow } from './power';
import { isLogSumExp, type LogTerm } from './products';
import { expOfNegative, type Accuracy } from './vectorMath';

/** What a vector multiplies into a product: the factors themselves, or what they exceed 1 by. */
export type Factor =
  | { readonly kind: 'factors'; readonly factors: readonly Lane[] }
  | { readonly kind: 'excess'; readonly excess: Lane; readonly factor: number };

export interface Factors {
  /** Two vectors of float64 for float32 lanes, one for float64. */
  readonly factors: readonly Lane[];
  /** To be added to the sum beside the logarithm. */
  readonly term?: Lane;
}

const SHUFFLE = 13;

/** e^−100: the floor of PyTorch's logarithms in binary cross entropy. */
const FLOOR = Math.exp(-100);

/** Below this 1 + x loses digits of x that the sum may need; ln(1 + x) is added as a series instead. */
const SMALL = 2 ** -12;

export function factorOf(
  f: FloatLanes,
  wide: FloatLanes,
  { kind, args, factor }: LogTerm,
  lowering: SampleLowering,
  accuracy: Accuracy,
): Factor {
  if (kind === 'label')
    return labelFactor(f, wide, lowering.number(args[0]!), lowering.number(args[1]!), accuracy);
  if (kind === 'unit') {
    const t = f.negAbs(lowering.number(args[0]!));
    return { kind: 'excess', excess: expOfNegative(f, t), factor };
  }
  const node = args[0]!;
  if (!isLogSumExp(node)) throw new Error('a product of columns needs a ln Σ exp');
  return { kind: 'excess', excess: lowering.logSumExpParts(node).excess, factor };
}

/**
 * The product of several vectors' factors. (1 + a)(1 + b) = 1 + (a + b + ab): so taken together, a few numbers keep
 * their digits however small they are, within two roundings each of ln's own size, and are widened once.
 */
export function together(f: FloatLanes, wide: FloatLanes, turns: readonly Factor[]): Factors {
  const [first] = turns;
  if (first?.kind === 'excess') {
    const excesses = turns.flatMap((of) => (of.kind === 'excess' ? [of.excess] : []));
    const excess = tree(excesses, (a, b) => f.fma(a, b, f.add(a, b)));
    return excessFactors(f, wide, excess, first.factor);
  }
  const parts = turns.flatMap((of) => (of.kind === 'factors' ? [of.factors] : []));
  return {
    factors: parts[0]!.map((_, i) =>
      tree(
        parts.map((of) => of[i]!),
        (a, b) => wide.mul(a, b),
      ),
    ),
  };
}

function promoted(f: FloatLanes, x: Lane): Lane[] {
  return f.width === 32 ? [promoteLow(f, x), promoteHigh(f, x)] : [x];
}

/** A mask of float32 lanes as masks of float64 lanes. */
function widened(f: FloatLanes, mask: Lane): Lane[] {
  if (f.width === 64) return [mask];
  return [0, 8].map((from) => {
    const bytes = [from, from + 4].flatMap((lane) => [0, 1, 2, 3, 0, 1, 2, 3].map((byte) => lane + byte));
    return f.graph.operation(SHUFFLE, [mask, mask], bytes);
  });
}

/** p where the label is 1, 1 − p where it is 0. */
function labelFactor(f: FloatLanes, wide: FloatLanes, p: Lane, y: Lane, { guard }: Accuracy): Factor {
  const one = f.number(1);
  const isOne = f.op('eq', y, one);
  const isZero = f.op('eq', y, f.number(0));
  guard(f.and(f.or(isZero, isOne), f.op('ge', p, f.number(0))));
  guard(f.op('le', p, one));
  // |p − 0| or |p − 1|; masks widen by a shuffle, numbers by three instructions.
  const bases = widened(f, isOne).map((mask) => wide.andNot(wide.number(1), mask));
  const factors = promoted(f, p).map((x, i) => wide.abs(wide.sub(x, bases[i]!)));
  return { kind: 'factors', factors: factors.map((x) => wide.op('pmax', x, wide.number(FLOOR))) };
}

/** 1 + x for x ≥ 0. */
function excessFactors(f: FloatLanes, wide: FloatLanes, x: Lane, factor: number): Factors {
  const isSmall = f.op('lt', x, f.number(SMALL));
  const small = f.and(x, isSmall);
  // ln(1 + x) = x − x²/2 + x³/3 − …, as far as the format's digits go.
  const series = f.width === 32 ? [factor, -factor / 2] : [factor, -factor / 2, factor / 3, -factor / 4];
  return {
    factors: promoted(f, f.andNot(x, isSmall)).map((e) => wide.add(e, wide.number(1))),
    term: f.mul(small, f.polynomial(small, series)),
  };
}
