// Arguments of a call, in the catalogue's names.
import type { Node } from 'web-tree-sitter';
import type { ParameterValue, Parameters, Reduction } from '../protocol/compute';
import { literal, type BoundOnce } from './literals';
import type { KnownName } from './names';
import type { LossArgument, Range } from './reading';
import { SIGNATURES } from './signatures';

export interface CallMeaning {
  readonly arguments: readonly LossArgument[];
  readonly params: Parameters;
  readonly reduction: Reduction | undefined;
}

/** What true or false of an argument means for parameters that have another form in the catalogue. */
const SWITCHES: Readonly<Record<string, readonly [yes: Parameters, no: Parameters]>> = {
  from_logits: [{ input: 'logits' }, { input: 'probabilities' }],
  sigmoid: [{ input: 'logits' }, {}],
  softmax: [{ input: 'logits' }, {}],
  use_sigmoid: [{ input: 'logits' }, {}],
  squared_pred: [{ denominator: 'squared' }, { denominator: 'sum' }],
  log_input: [{ logInput: true }, { logInput: false }],
};

const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  mean: 'mean',
  batchmean: 'mean',
  sum_over_batch_size: 'mean',
  mean_with_sample_weight: 'mean',
  sum: 'sum',
  none: 'none',
};

/**
 * @param call undefined where the name stands without a call: what the name alone settles.
 * @param skip arguments in front that are not the loss's: 1 for `partial(loss, …)`.
 */
export function readCall(
  known: KnownName,
  call: Node | undefined,
  boundOnce: BoundOnce,
  skip = 0,
): CallMeaning {
  const { alias, declaration } = known;
  const given = call ? readArguments(call, boundOnce, signatureOf(known.path), skip) : [];
  const params: Record<string, ParameterValue> = { ...alias.params };
  const has = (name: string): boolean =>
    declaration?.parameters.some((parameter) => parameter.name === name) ?? false;
  // PyTorch's `batchmean` is the mean over rows, as the catalogue's own.
  const rows = declaration?.parameters.find(({ name }) => name === 'divideBy')?.default;
  if (
    typeof rows === 'string' &&
    given.some(({ name, value }) => name === 'reduction' && value === 'batchmean')
  )
    params['divideBy'] = rows;
  const read = given.map((argument): LossArgument => {
    const { name, value } = argument;
    if (name === undefined) return argument;
    const parameter = alias.arguments?.[name];
    if (parameter !== undefined && value !== undefined) params[parameter] = value;
    const meant = SWITCHES[name]?.[value === true ? 0 : 1];
    if (parameter === undefined && typeof value === 'boolean')
      for (const [key, each] of Object.entries(meant ?? {})) if (has(key)) params[key] = each;
    return {
      ...argument,
      ...(parameter === undefined ? {} : { parameter }),
      ...(isDeprecated(known.path, name) ? { deprecated: meantReduction(given) } : {}),
    };
  });
  return { arguments: read, params, reduction: reductionOf(known, read) };
}

export function signatureOf(path: string): readonly string[] {
  return SIGNATURES[path]?.split(' ').filter((name) => name !== '') ?? [];
}

export function readArguments(
  call: Node,
  boundOnce: BoundOnce,
  signature: readonly string[] = [],
  skip = 0,
): LossArgument[] {
  const list = call.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return [];
  const keywordOnly = signature.indexOf('*');
  const positional = keywordOnly < 0 ? signature : signature.slice(0, keywordOnly);
  let splat = false;
  return list.namedChildren
    .filter((each) => each.type !== 'comment')
    .slice(skip)
    .map((each, index): LossArgument => {
      const isKeyword = each.type === 'keyword_argument';
      splat ||= each.type === 'list_splat';
      const node = (isKeyword ? each.childForFieldName('value') : null) ?? each;
      const value = literal(node, boundOnce);
      return {
        name: isKeyword ? each.childForFieldName('name')?.text : splat ? undefined : positional[index],
        text: node.text,
        ...(value === undefined ? {} : { value }),
        range: rangeOf(each),
      };
    });
}

function isDeprecated(path: string, name: string): boolean {
  return path.startsWith('torch.') && (name === 'size_average' || name === 'reduce');
}

/** PyTorch's legacy_get_string: `reduce=False` is none, else `size_average=False` is sum, else mean. */
export function meantReduction(given: readonly LossArgument[]): Reduction | 'unknown' {
  const valueOf = (name: string): ParameterValue | undefined => {
    const argument = given.find((each) => each.name === name);
    return argument === undefined || argument.value === null ? true : argument.value;
  };
  const reduce = valueOf('reduce');
  const average = valueOf('size_average');
  if (typeof reduce !== 'boolean' || typeof average !== 'boolean') return 'unknown';
  return reduce ? (average ? 'mean' : 'sum') : 'none';
}

function reductionOf(known: KnownName, given: readonly LossArgument[]): Reduction | undefined {
  const legacy = given.find((each) => each.deprecated !== undefined && each.value !== null)?.deprecated;
  if (legacy !== undefined) return legacy === 'unknown' ? undefined : legacy;
  const argument = given.find(({ name }) => name === 'reduction');
  if (!argument) return known.alias.reduction ?? 'mean';
  if (argument.value === null) return 'none';
  return typeof argument.value === 'string' ? REDUCTIONS[argument.value] : undefined;
}

export function rangeOf(node: Node): Range {
  const { startPosition: start, endPosition: end } = node;
  return {
    start: { line: start.row, character: start.column },
    end: { line: end.row, character: end.column },
  };
}
