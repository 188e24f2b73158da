// Floating-point and integer operations on vectors of one width, float32 × 4 or float64 × 2, over a graph of lanes.
import { SHIFT_COUNT, type Lane, type LaneGraph } from './lanes';

/** What the functions of vectorMath.ts need to know of a float format. */
interface Format {
  readonly mantissa: number;
  readonly bias: number;
  /** Adding it rounds to an integer that stands in the low bits. */
  readonly magic: number;
  /** Where ln 2 is split so that n · high is exact for every exponent n. */
  readonly ln2High: number;
  readonly ln2Low: number;
  /** exp leaves the normal numbers outside ±this. */
  readonly expNormal: number;
  readonly expZero: number;
  readonly expInfinite: number;
  readonly minNormal: number;
  readonly sqrtHalfBits: bigint;
}

const FORMATS: Readonly<Record<32 | 64, Format>> = {
  32: {
    mantissa: 23,
    bias: 127,
    magic: 1.5 * 2 ** 23,
    ln2High: 0.693359375,
    ln2Low: -2.12194440054690583e-4,
    expNormal: 87,
    expZero: -104,
    expInfinite: 89,
    minNormal: 2 ** -126,
    sqrtHalfBits: 0x3f3504f3n,
  },
  64: {
    mantissa: 52,
    bias: 1023,
    magic: 1.5 * 2 ** 52,
    ln2High: 0.69314718036912381649,
    ln2Low: 1.90821492927058770002e-10,
    expNormal: 708,
    expZero: -746,
    expInfinite: 710,
    minNormal: 2 ** -1022,
    sqrtHalfBits: 0x3fe6a09e667f3bcdn,
  },
};

type Name = keyof typeof OPCODES;

const XOR = 81;

/** float32 × 4, float64 × 2; integers of the same width. */
const OPCODES = {
  eq: [65, 71],
  ne: [66, 72],
  lt: [67, 73],
  gt: [68, 74],
  le: [69, 75],
  ge: [70, 76],
  nearest: [106, 148],
  sqrt: [227, 239],
  add: [228, 240],
  sub: [229, 241],
  mul: [230, 242],
  div: [231, 243],
  min: [232, 244],
  max: [233, 245],
  /** b < a ? b : a: one instruction; a NaN in a stays, one in b does not. */
  pmin: [234, 246],
  /** a < b ? b : a. */
  pmax: [235, 247],
  madd: [0x105, 0x107],
  nmadd: [0x106, 0x108],
  intAdd: [174, 206],
  intSub: [177, 209],
  intShl: [171, 203],
  intShrU: [173, 205],
} as const;

export class FloatLanes {
  readonly format: Format;
  readonly lanes: 4 | 2;
  private readonly column: 0 | 1;
  private readonly numbers = new Map<number, Lane>();

  constructor(
    readonly graph: LaneGraph,
    readonly width: 32 | 64,
  ) {
    this.format = FORMATS[width];
    this.lanes = width === 32 ? 4 : 2;
    this.column = width === 32 ? 0 : 1;
  }

  op(name: Name, ...args: Lane[]): Lane {
    return this.graph.operation(OPCODES[name][this.column], args);
  }

  /** |x| and −x by a mask that stays in a register: V8 would make it anew each time, in two more instructions. */
  abs(x: Lane): Lane {
    // |−x| is |x|: so the sigmoids and softplus of x and of −x share their exponential.
    const isNegated = x.kind === 'operation' && x.code === XOR && x.args[1] === this.number(-0);
    return isNegated ? this.abs(x.args[0]!) : this.and(x, this.integer((1n << BigInt(this.width - 1)) - 1n));
  }

  neg(x: Lane): Lane {
    return this.xor(x, this.number(-0));
  }

  /** −|x|. */
  negAbs(x: Lane): Lane {
    const isNegated = x.kind === 'operation' && x.code === XOR && x.args[1] === this.number(-0);
    return this.or(isNegated ? x.args[0]! : x, this.number(-0));
  }

  number(value: number): Lane {
    const known = this.numbers.get(value);
    if (known !== undefined && !Object.is(value, -0) && value !== 0) return known;
    const made = this.makeNumber(value);
    this.numbers.set(value, made);
    return made;
  }

  private makeNumber(value: number): Lane {
    const values = this.width === 32 ? new Float32Array(4).fill(value) : new Float64Array(2).fill(value);
    return this.graph.constant(new Uint8Array(values.buffer));
  }

  /** The same integer in every lane. */
  integer(value: bigint): Lane {
    const bits = BigInt.asIntN(this.width, value);
    const values = this.width === 32 ? new Int32Array(4).fill(Number(bits)) : new BigInt64Array(2).fill(bits);
    return this.graph.constant(new Uint8Array(values.buffer));
  }

  add(a: Lane, b: Lane): Lane {
    return this.op('add', a, b);
  }

  sub(a: Lane, b: Lane): Lane {
    return this.op('sub', a, b);
  }

  mul(a: Lane, b: Lane): Lane {
    return this.op('mul', a, b);
  }

  div(a: Lane, b: Lane): Lane {
    return this.op('div', a, b);
  }

  /** a · b + c, fused where the host can. */
  fma(a: Lane, b: Lane, c: Lane): Lane {
    return this.graph.fused ? this.op('madd', a, b, c) : this.add(this.mul(a, b), c);
  }

  /** c − a · b. */
  fnma(a: Lane, b: Lane, c: Lane): Lane {
    return this.graph.fused ? this.op('nmadd', a, b, c) : this.sub(c, this.mul(a, b));
  }

  /** Σ coefficients[i] xⁱ by Horner's rule. */
  polynomial(x: Lane, coefficients: readonly number[]): Lane {
    const [last, ...rest] = [...coefficients].reverse().map((c) => this.number(c));
    return rest.reduce<Lane>((sum, c) => this.fma(sum, x, c), last!);
  }

  /** `yes` where the mask is set, whole lanes of it: with relaxed SIMD three micro-operations, one where `yes` is 0. */
  select(mask: Lane, yes: Lane, no: Lane): Lane {
    if (yes === this.number(0)) return this.andNot(no, mask);
    const relaxed = this.width === 32 ? 0x10b : 0x10c;
    return this.graph.operation(this.graph.fused ? relaxed : 82, [yes, no, mask]);
  }

  and(a: Lane, b: Lane): Lane {
    return this.graph.operation(78, [a, b]);
  }

  /** a and not b. */
  andNot(a: Lane, b: Lane): Lane {
    return this.graph.operation(79, [a, b]);
  }

  or(a: Lane, b: Lane): Lane {
    return this.graph.operation(80, [a, b]);
  }

  xor(a: Lane, b: Lane): Lane {
    return this.graph.operation(XOR, [a, b]);
  }

  not(a: Lane): Lane {
    return this.graph.operation(77, [a]);
  }

  shiftLeft(a: Lane, bits: number): Lane {
    return this.shift(OPCODES.intShl[this.column], a, bits);
  }

  shiftRight(a: Lane, bits: number): Lane {
    return this.shift(OPCODES.intShrU[this.column], a, bits);
  }

  /** Arithmetic, float32 lanes only fast: engines emulate it for 64 bits. */
  shiftRightSigned(a: Lane, bits: number): Lane {
    return this.shift(this.width === 32 ? 172 : 204, a, bits);
  }

  /** |a| with the sign of b. */
  copySign(a: Lane, b: Lane): Lane {
    return this.graph.operation(82, [b, a, this.number(-0)]);
  }

  /** An integer in each lane, not negative and far below 2^52, as a float. */
  fromSmallInteger(a: Lane): Lane {
    if (this.width === 32) return this.graph.operation(250, [a]);
    return this.sub(this.or(a, this.number(2 ** 52)), this.number(2 ** 52));
  }

  /** 1 where the mask is set, else 0. */
  oneWhere(mask: Lane): Lane {
    return this.and(mask, this.number(1));
  }

  private shift(code: number, a: Lane, bits: number): Lane {
    return this.graph.operation(code, [a, shiftCount(this.graph, bits)]);
  }
}

function shiftCount(graph: LaneGraph, bits: number): Lane {
  return graph.operation(SHIFT_COUNT, [], [bits]);
}
