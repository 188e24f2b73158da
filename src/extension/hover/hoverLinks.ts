// Where a hover leads: the visualizer with the call's arguments, a computation, the conventions, the paper, the docs.
import type { Declaration } from '../../catalogue/declaration';
import type { ComputeRequest, Parameters } from '../../protocol/compute';
import type { StudiedLoss } from '../../protocol/views';
import { documentationOf, libraryName, takesTruthFirst } from './libraries';
import type { LossUse } from '../../python/reading';
import { commandLink, link } from './markdown';
import type { Say } from './words';

export function linksOf(use: LossUse, declaration: Declaration, say: Say): readonly string[] {
  const { id } = declaration;
  const loss = studied(use, declaration);
  const documentation = documentationOf(use.path);
  const [paper] = declaration.note.sources;
  return [
    commandLink(say('openInVisualizer'), 'lossary.openVisualizer', { losses: [loss] }),
    commandLink(say('computeOnFiles'), 'lossary.computeOnFiles', { losses: [id] }),
    ...(declaration.presets.length === 0
      ? []
      : [commandLink(say('compareConventions'), 'lossary.compareConventions', { id })]),
    ...(paper === undefined ? [] : [link(say('paper'), paper.link)]),
    ...(documentation === undefined || use.certainty === 'looksLike'
      ? []
      : [link(say('documentation', libraryName(use.path)), documentation)]),
  ];
}

/** Computes the arrays that stand in the call, where it has them. */
export function computeLink(use: LossUse, declaration: Declaration, say: Say): readonly string[] {
  const request = literalRequest(use, studied(use, declaration));
  return request === undefined ? [] : [commandLink(say('compute'), 'lossary.computeOnFiles', { request })];
}

/** The loss with the arguments of the call, as the visualizer and a request take it. */
export function studied(
  { preset, params }: Pick<LossUse, 'preset' | 'params'>,
  { id, parameters }: Declaration,
): StudiedLoss {
  const known = new Set(parameters.map(({ name }) => name));
  const given: Parameters = Object.fromEntries(
    Object.entries(params).filter(([name, value]) => known.has(name) && isJson(value)),
  );
  return {
    id,
    ...(preset === undefined ? {} : { preset }),
    ...(Object.keys(given).length === 0 ? {} : { params: given }),
  };
}

/** JSON has no infinity: such a parameter stays at its default. */
function isJson(value: Parameters[string]): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

/** Longer arrays are selected and computed by Compute on Selection. */
const LONGEST = 4000;

/** A request on the arrays that stand in the call itself. */
function literalRequest(use: LossUse, loss: StudiedLoss): ComputeRequest | undefined {
  const given = use.inputs ?? use.arguments;
  const arrays = given.filter(({ parameter, text }) => parameter === undefined && isArray(text));
  const [first, second] = arrays;
  if (arrays.length !== 2 || first === undefined || second === undefined) return undefined;
  if (first.text.length + second.text.length > LONGEST) return undefined;
  const [prediction, label] = takesTruthFirst(use.path) ? [second, first] : [first, second];
  return {
    compute: [loss],
    prediction: prediction.text,
    label: label.text,
    ...(use.reduction === undefined ? {} : { reduction: use.reduction }),
  };
}

/** `[0.1, 0.9]`, `(1, 0)`, `np.array([1, 2])`, `torch.tensor([[1.0]])` */
function isArray(text: string): boolean {
  return /^(?:[\w.]+\()?\s*[[(][\s\d.,eE+\-[\]()]*\d[\s\S]*[\])]$/.test(text.trim());
}
