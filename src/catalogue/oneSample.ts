// What a form is for data of one sample: sums over samples have one term, groups are one or a class each, and the
// parts of a compound stand in its expression.
import { build, div, sumColumns } from '../math/build';
import { constant, topological, type Expr } from '../math/expression';
import { rewrite } from '../math/substitute';
import type { Parameters } from '../protocol/compute';
import type { CompoundPart, Declaration, Derived, Form, GroupsForm, Setting } from './declaration';
import { COLUMNS, COUNT, GROUPS } from './symbols';

export interface OneSample {
  readonly loss: Expr;
  /** What the data would give besides, by symbol. */
  readonly derived: Readonly<Record<string, Derived>>;
  /** What is worked out first and constant for the gradient, by symbol. */
  readonly held: Readonly<Record<string, Expr>>;
}

/** Why a form has no loss of one sample: hard decisions, an algorithm, or numbers of the whole data. */
export type NotOfOneSample = 'counts' | 'algorithm' | 'wholeData';

/**
 * The loss of one sample, at sample level (or total, where nothing of the sample enters).
 * @param find looks up the parts of a compound
 */
export function ofOneSample(
  form: Form,
  setting: Setting,
  find: (id: string) => Declaration | undefined,
): OneSample | NotOfOneSample {
  switch (form.kind) {
    case 'counts':
      return form.kind;
    case 'algorithm':
      return form.alone === undefined ? form.kind : { loss: form.alone, derived: {}, held: {} };
    case 'samples':
      // A sum over the data would have one term here, and mislead.
      if (topological([form.loss]).some((node) => isSum(node))) return 'wholeData';
      return { loss: form.loss, derived: form.derived ?? {}, held: form.held ?? {} };
    case 'groups':
      return { loss: groupOfOne(form, setting), derived: {}, held: {} };
    case 'compound': {
      let loss = form.value;
      let derived: OneSample['derived'] = {};
      let held: OneSample['held'] = {};
      for (const part of form.parts) {
        const one = partOfOne(part, setting, find);
        if (typeof one === 'string') return one;
        loss = rewrite(loss, (node) => (node === part.symbol ? one.loss : undefined));
        derived = { ...derived, ...one.derived };
        held = { ...held, ...one.held };
      }
      return { loss, derived, held };
    }
  }
}

function partOfOne(
  part: CompoundPart,
  setting: Setting,
  find: (id: string) => Declaration | undefined,
): OneSample | NotOfOneSample {
  // A part that reads another input does not move with the prediction.
  if (part.prediction !== undefined) return { loss: constant(0), derived: {}, held: {} };
  const declaration = typeof part.of === 'string' ? find(part.of) : part.of;
  if (declaration === undefined) return 'algorithm';
  const params: Record<string, Parameters[string]> = {};
  for (const { name, default: value } of declaration.parameters) {
    params[name] = part.params[name] ?? setting.params[name] ?? value;
  }
  const inner: Setting = { ...setting, params };
  const one = ofOneSample(declaration.form(inner), inner, find);
  if (typeof one === 'string') return one;
  // Two parts may call different numbers by the same name, so here they become numbers.
  const loss = rewrite(one.loss, (node) => {
    const value = node.kind === 'symbol' && node.level === 'total' ? params[node.name] : undefined;
    return typeof value === 'number' ? constant(value) : undefined;
  });
  return { ...one, loss };
}

function groupOfOne(form: GroupsForm, setting: Setting): Expr {
  const classes = setting.layout === 'classes';
  const per = form.groups ?? String(setting.params.per ?? 'all');
  const classGroups = classes && per.includes('class');
  const elementsOfGroup = classes && !classGroups ? COLUMNS : constant(1);
  const done = new Map<Expr, Expr>([
    [COUNT, elementsOfGroup],
    [GROUPS, classGroups ? COLUMNS : constant(1)],
  ]);
  for (const node of topological([form.value])) {
    if (node.kind !== 'apply') continue;
    const args = node.args.map((arg) => done.get(arg) ?? arg);
    done.set(node, isSum(node) ? oneTerm(node.op, args[0] ?? node, classGroups) : build(node.op, args));
  }
  const value = done.get(form.value) ?? form.value;
  return value.level === 'column' ? div(sumColumns(value), COLUMNS) : value;
}

function isSum(node: Expr): boolean {
  return node.kind === 'apply' && ['sumSamples', 'sumGroups', 'maxGroups'].includes(node.op);
}

function oneTerm(op: string, term: Expr, classGroups: boolean): Expr {
  if (term.level !== 'column') return term;
  if (op === 'sumSamples') return classGroups ? term : sumColumns(term);
  return build(op === 'maxGroups' ? 'maxColumns' : 'sumColumns', [term]);
}
