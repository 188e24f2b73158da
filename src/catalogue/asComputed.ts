// The formula as it was computed: the declaration's own expressions with the parameters filled in, reduced as
// asked, and split into the cases of a label of 0 and 1 where that reads better. Derived, never written by hand.
import { add, build, neg } from '../math/build';
import { constant, symbolsOf, topological, type Expr } from '../math/expression';
import { toLatex } from '../math/latex';
import { rewrite } from '../math/substitute';
import type { Parameters, Reduction } from '../protocol/compute';
import type { Declaration, Layout, SamplesForm, Setting } from './declaration';
import { nameParts, type NamedPart } from './nameParts';
import { LABEL, SAMPLE_WEIGHT, VALID } from './symbols';

export interface AsComputed {
  /** Every parameter in force, defaults included. */
  readonly params: Parameters;
  readonly layout: Layout;
  readonly reduction: Reduction;
  /** How many elements, samples or groups the value is over; the letter n where unknown. */
  readonly count?: number;
  readonly labels?: 'index' | 'columns';
  readonly inputs?: ReadonlySet<string>;
}

/** LaTeX, or `undefined` for what an algorithm computes. */
export function asComputed(declaration: Declaration, how: AsComputed): string | undefined {
  const setting: Setting = {
    params: how.params,
    layout: how.layout,
    labels: how.labels ?? 'index',
    inputs: how.inputs ?? new Set(),
  };
  const form = declaration.form(setting);
  const fill = (e: Expr): Expr => fillIn(e, how.params, setting.inputs);
  switch (form.kind) {
    case 'samples': {
      const weight = fill(form.weight ?? constant(1));
      const loss = fill(form.loss);
      const label = /^(binary|sign)$/.exec(declaration.label(how.params, how.layout))?.[0];
      if (label !== undefined && symbolsOf(loss).includes(LABEL)) {
        return samples(casesOfLabel(loss, label === 'sign' ? -1 : 0), weight, how);
      }
      const { short, parts } = nameParts(loss);
      const text = samples(
        signed([short], ([only]) => inBrackets(only!)),
        weight,
        how,
      );
      return withParts(text, [...parts, ...heldParts(form, loss, fill)]);
    }
    case 'groups': {
      const { short, parts } = nameParts(fill(form.value));
      return withParts(groups(short, how), parts);
    }
    case 'counts': {
      if (!('kind' in form.value)) return named(form.value, fill);
      const { short, parts } = nameParts(fill(form.value as Expr));
      return withParts(toLatex(short), parts);
    }
    case 'compound':
      // The parts by their short names: their own formulas are in their own notes.
      return toLatex(fill(form.value));
    case 'algorithm':
      return undefined;
  }
}

function named(values: Readonly<Record<string, Expr>>, fill: (e: Expr) => Expr): string {
  const lines = Object.entries(values).map(([name, e]) => {
    const value = fill(e);
    const symbol = `\\mathrm{${name.toUpperCase()}}`;
    const text = toLatex(value);
    return text === symbol ? text : `\\mathrm{${name}} = ${text}`;
  });
  return lines.join(',\\quad ');
}

/** Numbers in place of parameters, 1 in place of weights and masks that were not given. */
function fillIn(e: Expr, params: Parameters, inputs: ReadonlySet<string>): Expr {
  const without = new Set<Expr>();
  if (!inputs.has('sampleWeight')) without.add(SAMPLE_WEIGHT);
  if (!inputs.has('mask') && typeof params.ignoreIndex !== 'number') without.add(VALID);
  const filled = rewrite(e, (node) => {
    if (node.kind !== 'symbol') return undefined;
    if (without.has(node)) return constant(1);
    const value = node.level === 'total' || node.level === 'column' ? params[node.name] : undefined;
    return typeof value === 'number' ? constant(value) : undefined;
  });
  return tidy(filled);
}

/** Takes together what parameters and labels leave behind: 1 − (1 − p) is p. */
function tidy(root: Expr): Expr {
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    if (node.kind !== 'apply') {
      done.set(node, node);
      continue;
    }
    const args = node.args.map((arg) => done.get(arg) ?? arg);
    done.set(node, withoutDoubleDifference(build(node.op, args)));
  }
  return done.get(root) ?? root;
}

function withoutDoubleDifference(e: Expr): Expr {
  if (e.kind !== 'apply' || e.op !== 'sub') return e;
  const [outer, inner] = e.args;
  if (outer?.kind !== 'constant' || inner?.kind !== 'apply' || inner.op !== 'sub') return e;
  const [first, rest] = inner.args;
  return first?.kind === 'constant' && rest !== undefined
    ? add(rest, constant(outer.value - first.value))
    : e;
}

interface SignedBody {
  readonly sign: string;
  readonly body: string;
}

function samples({ sign, body }: SignedBody, weight: Expr, how: AsComputed): string {
  const sum = `\\sum_i ${body}`;
  if (how.reduction === 'none') return `\\ell_i = ${sign}${body}`;
  if (how.reduction === 'sum') return `${sign}${sum}`;
  if (weight.kind === 'constant' && weight.value === 1)
    return `${sign}\\frac{1}{${countLatex(how.count)}} ${sum}`;
  return `${sign}\\frac{\\sum_i ${body}}{\\sum_i ${toLatex(weight)}}`;
}

/** What is worked out first and constant for the gradient, under the letter that it has in the formula. */
function heldParts(form: SamplesForm, loss: Expr, fill: (e: Expr) => Expr): readonly NamedPart[] {
  return Object.entries(form.held ?? {}).map(([name, value]) => ({
    name: symbolsOf(loss).find((s) => s.name === name)?.latex ?? name,
    value: fill(value),
  }));
}

/** A line for each named part below the formula. */
function withParts(text: string, parts: readonly NamedPart[]): string {
  if (parts.length === 0) return text;
  const lines = parts.map(({ name, value }) => `& ${name} = ${toLatex(value)}`);
  return `\\begin{aligned} & ${[text, ...lines].join(' \\\\[4pt] ')} \\end{aligned}`;
}

/** The loss written for each label, with a minus that both share in front. */
function casesOfLabel(loss: Expr, other: 0 | -1): SignedBody {
  const at = (y: number): Expr => tidy(rewrite(loss, (node) => (node === LABEL ? constant(y) : undefined)));
  return signed(
    [at(1), at(other)],
    ([one, two]) =>
      `\\begin{cases} ${toLatex(one!)} & y_i = 1 \\\\ ${toLatex(two!)} & y_i = ${other} \\end{cases}`,
  );
}

function signed(cases: readonly Expr[], print: (cases: readonly Expr[]) => string): SignedBody {
  const negative = cases.every((e) => e.kind === 'apply' && e.op === 'neg');
  return negative ? { sign: '-', body: print(cases.map(neg)) } : { sign: '', body: print(cases) };
}

/** What stands behind Σ: a sum or a difference in brackets. */
function inBrackets(e: Expr): string {
  const text = toLatex(e);
  const loose = e.kind === 'apply' && ['add', 'sub', 'neg', 'binaryCrossEntropy'].includes(e.op);
  return loose ? `\\left(${text}\\right)` : text;
}

function groups(value: Expr, how: AsComputed): string {
  const text = toLatex(value);
  const several = how.count !== undefined && how.count > 1 && value.level !== 'total';
  if (!several || how.reduction === 'none') return text;
  const sum = `\\sum_g \\left(${text}\\right)`;
  return how.reduction === 'sum' ? sum : `\\frac{1}{${countLatex(how.count)}} ${sum}`;
}

/** A count as a paper prints it: 20\,000, or 10^{7} for a power of ten from a million on. */
export function countLatex(count: number | undefined): string {
  if (count === undefined) return 'n';
  const exponent = Math.round(Math.log10(count));
  if (count >= 1e6 && count === 10 ** exponent) return `10^{${exponent}}`;
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\\,');
}
