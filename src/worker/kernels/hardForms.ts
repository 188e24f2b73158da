// One expression that is `one` where the label is 1 and `zero` where it is 0. The two are walked side by side, and the
// choice between them is made as deep as they differ: a sign becomes a factor 1 − 2y, 1 − p against p becomes
// y + (1 − 2y) p, both exact.
import {
  add,
  asExpr,
  binaryCrossEntropy,
  build,
  equal,
  isConstant,
  mul,
  neg,
  ONE,
  pow,
  select,
  sub,
} from '../../math/build';
import { constant, symbol, type Expr, type Symbol } from '../../math/expression';
import { rewrite, substitute } from '../../math/substitute';

/** The expression for labels that are 0 or 1; the same where it would not be one a sample any more. */
export function hardForm(expr: Expr, label: Symbol): Expr {
  const costs = new Map<Expr, Expr>();
  const [one, zero] = [atLabel(expr, label, 1, costs), atLabel(expr, label, 0, costs)];
  const merged = substitute(new Merge(label).of(one, zero), costs);
  return merged.level === expr.level ? merged : expr;
}

/**
 * The expression at one label. Cross entropies stay whole, as symbols: the kernel has a form of its own for them.
 * @param costs receives what the symbols stand for
 */
function atLabel(expr: Expr, label: Symbol, value: 0 | 1, costs: Map<Expr, Expr>): Expr {
  return rewrite(expr, (_, original) => {
    if (original === label) return constant(value);
    if (original.kind !== 'apply' || original.op !== 'binaryCrossEntropy') return undefined;
    const [p, y, weight] = original.args as [Expr, Expr, Expr];
    if (y !== label) return undefined;
    const cost = symbol(`cost of ${p.key}`, 'sample');
    costs.set(cost, binaryCrossEntropy(p, label));
    return value === 1 ? mul(weight, cost) : cost;
  });
}

/** Powers that are taken apart, to share factors. */
const POWERS: readonly number[] = [2, 3, 4];

interface Product {
  readonly coefficient: number;
  readonly factors: readonly Expr[];
}

class Merge {
  private readonly known = new Map<string, Expr>();
  /** −1 where the label is 1, 1 where it is 0. */
  private readonly sign: Expr;

  constructor(private readonly label: Symbol) {
    this.sign = sub(1, mul(2, label));
  }

  of(one: Expr, zero: Expr): Expr {
    if (one === zero) return one;
    const key = `${one.key} ${zero.key}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.merged(one, zero);
    this.known.set(key, made);
    return made;
  }

  private merged(one: Expr, zero: Expr): Expr {
    const { label, sign } = this;
    if (one === sub(1, zero)) return add(label, mul(sign, zero));
    if (zero === sub(1, one)) return sub(sub(1, label), mul(sign, one));
    if (one === sub(zero, 1)) return sub(zero, label);
    if (one.kind === 'constant' && zero.kind === 'constant') return this.constants(one.value, zero.value);
    if (isConstant(one, 0) || isConstant(zero, 0)) return this.choice(one, zero);
    const [terms, others] = [termsOf(one), termsOf(zero)];
    if (terms !== undefined && others !== undefined) return this.sums(terms, others);
    const [a, b] = [productOf(one), productOf(zero)];
    if (a.factors.length > 1 || b.factors.length > 1 || a.coefficient !== b.coefficient) {
      return this.products(a, b);
    }
    return this.nodes(one, zero);
  }

  private choice(one: Expr, zero: Expr): Expr {
    return select(equal(this.label, 1), one, zero);
  }

  private constants(one: number, zero: number): Expr {
    if (one === 1 && zero === 0) return this.label;
    if (one === 0 && zero === 1) return sub(1, this.label);
    return one === -zero ? mul(zero, this.sign) : this.choice(constant(one), constant(zero));
  }

  private nodes(one: Expr, zero: Expr): Expr {
    if (one.kind !== 'apply' || zero.kind !== 'apply' || !alike(one, zero)) return this.choice(one, zero);
    return build(
      one.op,
      one.args.map((arg, i) => this.of(arg, zero.args[i]!)),
    );
  }

  /** Sums of two terms, whose common factors are multiplied once. */
  private sums([a, b]: readonly [Expr, Expr], [c, d]: readonly [Expr, Expr]): Expr {
    const crossed = likeness(a, d) + likeness(b, c) > likeness(a, c) + likeness(b, d);
    const first = productOf(this.of(a, crossed ? d : c));
    const second = productOf(this.of(b, crossed ? c : d));
    const rest = [...second.factors];
    const common = first.factors.filter((factor) => take(rest, (other) => other === factor) !== undefined);
    const own = [...first.factors];
    for (const factor of common) take(own, (other) => other === factor);
    const sum = add(
      expressionOf({ coefficient: first.coefficient, factors: own }),
      expressionOf({ coefficient: second.coefficient, factors: rest }),
    );
    return expressionOf({ coefficient: 1, factors: [...common, sum] });
  }

  private products(one: Product, zero: Product): Expr {
    const rest = [...zero.factors];
    const left: Expr[] = [];
    const factors: Expr[] = [];
    for (const factor of one.factors) {
      // σ(x) may have to meet σ(−x) although both products have either.
      const found = factor.kind === 'apply' ? undefined : take(rest, (other) => other === factor);
      if (found === undefined) left.push(factor);
      else factors.push(factor);
    }
    const single: Expr[] = [];
    for (const factor of left) {
      const other = take(rest, (x) => alike(factor, x) || areComplements(factor, x));
      if (other === undefined) single.push(factor);
      else factors.push(this.of(factor, other));
    }
    const [a, b] = [one.coefficient, zero.coefficient];
    if (single.length > 0 || rest.length > 0) {
      const whole = (factors: readonly Expr[]): Expr => expressionOf({ coefficient: 1, factors });
      factors.push(this.choice(whole(single), whole(rest)));
    }
    if (a === b) return expressionOf({ coefficient: a, factors });
    if (a === -b) return expressionOf({ coefficient: b, factors: [...factors, this.sign] });
    return expressionOf({ coefficient: 1, factors: [...factors, this.constants(a, b)] });
  }
}

/** Takes the first element that fits out of a list. */
function take(from: Expr[], fits: (x: Expr) => boolean): Expr | undefined {
  const index = from.findIndex(fits);
  return index < 0 ? undefined : from.splice(index, 1)[0];
}

function alike(a: Expr, b: Expr): boolean {
  return a.kind === 'apply' && b.kind === 'apply' && a.op === b.op && a.args.length === b.args.length;
}

function areComplements(a: Expr, b: Expr): boolean {
  return a === sub(1, b) || b === sub(1, a) || a === sub(b, 1);
}

/** How many factors two products could share. */
function likeness(a: Expr, b: Expr): number {
  const rest = [...productOf(b).factors];
  return productOf(a).factors.filter(
    (factor) => take(rest, (x) => x === factor || alike(factor, x)) !== undefined,
  ).length;
}

function termsOf(expr: Expr): readonly [Expr, Expr] | undefined {
  if (expr.kind !== 'apply') return undefined;
  const [a, b] = expr.args as [Expr, Expr];
  if (expr.op === 'add') return [a, b];
  if (expr.op === 'sub') return [a, neg(b)];
  if (expr.op !== 'neg') return undefined;
  const inner = termsOf(a);
  return inner === undefined ? undefined : [neg(inner[0]), neg(inner[1])];
}

function productOf(expr: Expr): Product {
  if (expr.kind === 'constant') return { coefficient: expr.value, factors: [] };
  if (expr.kind === 'apply') {
    const [a, b] = expr.args as [Expr, Expr];
    if (expr.op === 'neg') {
      const { coefficient, factors } = productOf(a);
      return { coefficient: -coefficient, factors };
    }
    if (expr.op === 'mul') {
      const [left, right] = [productOf(a), productOf(b)];
      return {
        coefficient: left.coefficient * right.coefficient,
        factors: [...left.factors, ...right.factors],
      };
    }
    if (expr.op === 'pow' && b.kind === 'constant' && POWERS.includes(b.value)) {
      return { coefficient: 1, factors: new Array<Expr>(b.value).fill(a) };
    }
  }
  return { coefficient: 1, factors: [expr] };
}

/** What does not vary from sample to sample is multiplied first, outside of the loop; powers are written as such. */
function expressionOf({ coefficient, factors }: Product): Expr {
  const counts = new Map<Expr, number>();
  for (const factor of factors) counts.set(factor, (counts.get(factor) ?? 0) + 1);
  const powers = [...counts].map(([factor, count]) => pow(factor, count));
  const varies = (x: Expr): boolean => x.level === 'sample';
  const fixed = mul(asExpr(coefficient), ...powers.filter((x) => !varies(x)));
  return mul(fixed, mul(ONE, ...powers.filter(varies)));
}
