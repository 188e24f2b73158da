// A form as one expression of a case: a few elements taken together, or one sample of classes, bins or a pair of
// boxes. The elements of a case become its columns, so that many cases are evaluated side by side, one a row.
import { div, equal, maxColumns, mul, select, sumColumns } from '../math/build';
import { constant, symbol, topological, type Expr } from '../math/expression';
import { rewrite } from '../math/substitute';
import { build } from '../math/build';
import type { CompoundPart, Declaration, Derived, SamplesForm, Setting } from './declaration';
import { ofOneSample } from './oneSample';
import { COLUMNS, COUNT, GROUPS } from './symbols';

export interface CaseForm {
  /** The reduced value, at sample level: one a case. */
  readonly value: Expr;
  readonly derived: Readonly<Record<string, Derived>>;
  readonly held: Readonly<Record<string, Expr>>;
}

/** Why it is no expression of a case: hard decisions, an algorithm, or a part that the catalogue does not know. */
export type NoCaseForm = 'counts' | 'algorithm';

/**
 * The mean over the case (the value, for what is computed over a group), with number parameters at sample level, so
 * that each case may have its own.
 * @param find looks up the parts of a compound
 * @throws where the form says by an error what its parameters lack
 */
export function caseForm(
  declaration: Declaration,
  setting: Setting,
  find: (id: string) => Declaration | undefined,
): CaseForm | NoCaseForm {
  const form = declaration.form(setting);
  const elements = setting.layout === 'elements';
  switch (form.kind) {
    case 'counts':
    case 'algorithm':
      return form.kind;
    case 'samples': {
      const held = Object.entries(form.held ?? {}).map(([name, e]) => [name, ofCase(e, setting)] as const);
      return {
        value: ownParameters(ofCase(meanOf(form, elements), setting), setting),
        derived: form.derived ?? {},
        held: Object.fromEntries(held.map(([name, e]) => [name, ownParameters(e, setting)])),
      };
    }
    case 'groups': {
      if (elements) return bare(ownParameters(ofCase(form.value, setting), setting));
      const one = ofOneSample(form, setting, find);
      return typeof one === 'string' ? 'algorithm' : bare(ownParameters(one.loss, setting));
    }
    case 'compound': {
      let found: CaseForm = bare(form.value);
      for (const part of form.parts) {
        const one = partForm(part, setting, find);
        if (typeof one === 'string') return one;
        found = {
          value: rewrite(found.value, (node) => (node === part.symbol ? one.value : undefined)),
          derived: { ...found.derived, ...one.derived },
          held: { ...found.held, ...one.held },
        };
      }
      return { ...found, value: ownParameters(found.value, setting) };
    }
  }
}

function bare(value: Expr): CaseForm {
  return { value, derived: {}, held: {} };
}

/** Σ loss / Σ weight over a case, before its elements become columns. */
function meanOf({ loss, weight, meanOfNone }: SamplesForm, elements: boolean): Expr {
  const divisor =
    weight === undefined ? (elements ? COLUMNS : whole(constant(1), loss)) : whole(weight, weight);
  const mean = div(whole(loss, loss), divisor);
  return meanOfNone === undefined || weight === undefined
    ? mean
    : select(equal(divisor, 0), meanOfNone, mean);
}

/** The sum over a case, of as many terms as `like` has. */
function whole(e: Expr, like: Expr): Expr {
  return like.level === 'column' && e.level !== 'column' ? mul(COLUMNS, e) : build('sumSamples', [e]);
}

/** Sums over samples become sums over the columns of a case; in `elements`, what varied over samples does so too. */
function ofCase(root: Expr, { layout }: Setting): Expr {
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    if (node.kind === 'constant') continue;
    if (node.kind === 'symbol') {
      if (node === COUNT) done.set(node, layout === 'boxes' ? constant(1) : COLUMNS);
      else if (node === GROUPS) done.set(node, constant(1));
      else if (layout === 'elements' && node.level === 'sample')
        done.set(node, symbol(node.name, 'column', node.latex));
      continue;
    }
    const args = node.args.map((arg) => done.get(arg) ?? arg);
    const [term = node] = args;
    if (node.op === 'sumSamples') done.set(node, summed(term, layout === 'elements'));
    else if (node.op === 'sumGroups') done.set(node, term.level === 'column' ? sumColumns(term) : term);
    else if (node.op === 'maxGroups') done.set(node, term.level === 'column' ? maxColumns(term) : term);
    else done.set(node, build(node.op, args));
  }
  return done.get(root) ?? root;
}

function summed(term: Expr, elements: boolean): Expr {
  if (term.level === 'column') return sumColumns(term);
  return elements ? mul(COLUMNS, term) : term;
}

/** Number parameters stand at sample level: a number for all cases, or one for each. */
function ownParameters(root: Expr, { params }: Setting): Expr {
  return rewrite(root, (node) =>
    node.kind === 'symbol' && node.level === 'total' && typeof params[node.name] === 'number'
      ? symbol(node.name, 'sample', node.latex)
      : undefined,
  );
}

function partForm(
  part: CompoundPart,
  setting: Setting,
  find: (id: string) => Declaration | undefined,
): CaseForm | NoCaseForm {
  if (part.prediction !== undefined) return 'algorithm';
  const declaration = typeof part.of === 'string' ? find(part.of) : part.of;
  if (declaration === undefined) return 'algorithm';
  const params: Record<string, Setting['params'][string]> = {};
  const own = new Set<string>();
  for (const { name, default: usual } of declaration.parameters) {
    const given = part.params[name];
    if (given !== undefined || !(name in setting.params)) own.add(name);
    params[name] = given ?? setting.params[name] ?? usual;
  }
  const one = caseForm(declaration, { ...setting, params }, find);
  if (typeof one === 'string') return one;
  // Two parts may call different numbers by the same name: what is a part's own becomes a number.
  const fixed = (e: Expr): Expr =>
    rewrite(e, (node) => {
      const value = node.kind === 'symbol' && own.has(node.name) ? params[node.name] : undefined;
      return typeof value === 'number' ? constant(value) : undefined;
    });
  const held = Object.entries(one.held).map(([name, e]) => [name, fixed(e)] as const);
  return { ...one, value: fixed(one.value), held: Object.fromEntries(held) };
}
