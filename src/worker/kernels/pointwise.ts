// Which instructions each pointwise operator of the expression language becomes.
import type { PointwiseOp, Symbol } from '../../math/expression';
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';
import { pow } from './power';
import {
  atan,
  clampedLog,
  clampedLogOfComplement,
  exp,
  expm1,
  log,
  log1p,
  logCosh,
  sigmoid,
  sign,
  softplus,
  tanh,
  xlogy,
  type Accuracy,
} from './vectorMath';

/** A vector of numbers, of comparisons that are all ones where they hold, or of sums of those: integers ≤ 0. */
export interface Value {
  readonly lane: Lane;
  readonly mask: boolean;
  readonly count?: boolean;
  /** A parameter or a constant: not NaN unless the user says so. */
  readonly settled: boolean;
}

export function number(lane: Lane): Value {
  return { lane, mask: false, settled: false };
}

const mask = (lane: Lane): Value => ({ lane, mask: true, settled: false });

export function asNumber(f: FloatLanes, value: Value): Lane {
  if (value.count === true) return f.fromSmallInteger(f.op('intSub', f.integer(0n), value.lane));
  return value.mask ? f.oneWhere(value.lane) : value.lane;
}

function asMask(f: FloatLanes, value: Value): Lane {
  return value.mask ? value.lane : f.op('ne', asNumber(f, value), f.number(0));
}

const isCount = (value: Value): boolean => value.mask || value.count === true;

/** The exponents that multiplications reach within 2 ulp. */
function smallPower(f: FloatLanes, x: Lane, exponent: number): Lane | undefined {
  const square = (): Lane => f.mul(x, x);
  switch (exponent) {
    case 2:
      return square();
    case 3:
      return f.mul(square(), x);
    case 4:
      return f.mul(square(), square());
    case -1:
      return f.div(f.number(1), x);
    default:
      return undefined;
  }
}

/** min and max that keep a NaN on either side cost seven instructions on x86; one where one side has none. */
function extreme(f: FloatLanes, op: 'min' | 'max', a: Value, b: Value): Value {
  const [x, y] = [asNumber(f, a), asNumber(f, b)];
  const quick = op === 'min' ? 'pmin' : 'pmax';
  if (b.settled || b.mask) return number(f.op(quick, x, y));
  if (a.settled || a.mask) return number(f.op(quick, y, x));
  return number(f.op(op, x, y));
}

export interface Lowering {
  readonly f: FloatLanes;
  readonly wide: FloatLanes;
  readonly accuracy: Accuracy;
  /** The label, where the loop is for labels 0 and 1 alone. */
  readonly hardLabel?: Symbol | undefined;
}

/** @param exponent the second argument where it is a constant */
export function lowerPointwise(
  { f, wide, accuracy }: Lowering,
  op: PointwiseOp,
  args: readonly Value[],
  exponent: number | undefined,
): Value {
  const [a, b, c] = args as [Value, Value, Value];
  const x = (): Lane => asNumber(f, a);
  const y = (): Lane => asNumber(f, b);
  switch (op) {
    case 'neg':
    case 'abs':
      return number(f[op](x()));
    case 'sqrt':
      return number(f.op(op, x()));
    case 'add':
      if (isCount(a) && isCount(b))
        return { lane: f.op('intAdd', a.lane, b.lane), mask: false, count: true, settled: true };
      return number(f.add(x(), y()));
    case 'sub':
    case 'div':
      return number(f.op(op, x(), y()));
    case 'mul':
      return a.mask && b.mask ? mask(f.and(a.lane, b.lane)) : number(f.mul(x(), y()));
    case 'min':
    case 'max':
      return extreme(f, op, a, b);
    case 'less':
      return mask(f.op('lt', x(), y()));
    case 'lessEqual':
      return mask(f.op('le', x(), y()));
    case 'equal':
      return mask(f.op('eq', x(), y()));
    case 'select':
      return number(f.select(asMask(f, a), y(), asNumber(f, c)));
    case 'pow':
      return number(
        (exponent === undefined ? undefined : smallPower(f, x(), exponent)) ??
          (exponent === 0.5 && !accuracy.full ? f.op('sqrt', x()) : pow(f, wide, accuracy, x(), y())),
      );
    case 'sign':
      return number(sign(f, x()));
    case 'log':
      return number(log(f, accuracy, x()));
    case 'exp':
      return number(exp(f, accuracy, x()));
    case 'log1p':
      return number(log1p(f, accuracy, x()));
    case 'expm1':
      return number(expm1(f, accuracy, x()));
    case 'tanh':
      return number(tanh(f, accuracy, x()));
    case 'atan':
      return number(atan(f, x()));
    case 'sigmoid':
      return number(sigmoid(f, accuracy, x()));
    case 'softplus':
      return number(softplus(f, accuracy, x()));
    case 'logCosh':
      return number(logCosh(f, x()));
    case 'clampedLog':
      return number(clampedLog(f, accuracy, x()));
    case 'xlogy':
      return number(xlogy(f, accuracy, x(), y()));
    case 'binaryCrossEntropy': {
      const label = y();
      const left = f.mul(f.mul(asNumber(f, c), label), clampedLog(f, accuracy, x()));
      const right = f.sub(f.number(1), label);
      return number(f.neg(f.fma(right, clampedLogOfComplement(f, accuracy, x()), left)));
    }
  }
}
