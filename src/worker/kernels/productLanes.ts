// The factors that stand for logarithms in products, always float64, and what small arguments add beside them.
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';
import type { SampleLowering } from './lower';
import { promoteHigh, promoteLow } from './power';
import { isLogSumExp, type LogTerm } from './products';
import { expOfNegative, type Accuracy } from './vectorMath';

export interface Factor {
  /** Two vectors of float64 for float32 lanes, one for float64. */
  readonly factors: Lane[];
  /** To be added to the sum beside the logarithm. */
  readonly term?: Lane;
}

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
    return excessFactor(f, wide, expOfNegative(f, t), factor);
  }
  const node = args[0]!;
  if (!isLogSumExp(node)) throw new Error('a product of columns needs a ln Σ exp');
  return excessFactor(f, wide, lowering.logSumExpParts(node).excess, factor);
}

function promoted(f: FloatLanes, x: Lane): Lane[] {
  return f.width === 32 ? [promoteLow(f, x), promoteHigh(f, x)] : [x];
}

/** p where the label is 1, 1 − p where it is 0. */
function labelFactor(f: FloatLanes, wide: FloatLanes, p: Lane, y: Lane, { guard }: Accuracy): Factor {
  const one = f.number(1);
  const isOne = f.op('eq', y, one);
  const isZero = f.op('eq', y, f.number(0));
  guard(f.and(f.or(isZero, isOne), f.op('ge', p, f.number(0))));
  guard(f.op('le', p, one));
  const signed = f.select(isOne, p, f.neg(p));
  const base = promoted(f, f.andNot(one, isOne));
  return {
    factors: promoted(f, signed).map((x, i) => wide.op('pmax', wide.add(base[i]!, x), wide.number(FLOOR))),
  };
}

/** 1 + x for x ≥ 0. */
function excessFactor(f: FloatLanes, wide: FloatLanes, x: Lane, factor: number): Factor {
  const isSmall = f.op('lt', x, f.number(SMALL));
  const small = f.and(x, isSmall);
  // ln(1 + x) = x − x²/2 + x³/3 − …, as far as the format's digits go.
  const series = f.width === 32 ? [factor, -factor / 2] : [factor, -factor / 2, factor / 3, -factor / 4];
  return {
    factors: promoted(f, f.andNot(x, isSmall)).map((e) => wide.add(e, wide.number(1))),
    term: f.mul(small, f.polynomial(small, series)),
  };
}
