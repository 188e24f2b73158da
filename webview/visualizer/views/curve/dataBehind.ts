// The last computed data as bars behind the curves: their predictions and where their gradient comes from, brought
// onto the axis that the curves are drawn on.
import type { ComputationResult } from '../../../../src/protocol/compute';
import type { ShowData } from '../../../../src/protocol/views';
import { ownAxis, type ProbeAxis } from '../../../../src/catalogue/probePath';
import type { DataBehind } from '../../../shared/curvePair';
import type { Drawing } from '../../../shared/curves';
import { subjectOf } from '../../../shared/declarationOf';
import type { Say } from '../../../shared/words';

/**
 * @param id of the leading loss: its own gradient where it was computed, else that of the first result that has one
 * @returns `undefined` where the data are measured on an axis that cannot be brought onto the drawing's
 */
export function dataBehind(data: ShowData, id: string, drawing: Drawing, say: Say): DataBehind | undefined {
  const { answer } = data;
  const found = [...answer.results].sort((a, b) => Number(b.id === id) - Number(a.id === id));
  const result = found.find(({ view }) => view?.gradientShare !== undefined);
  const share = result?.view?.gradientShare;
  if (result === undefined || share === undefined) return undefined;
  const onto = ontoAxis(axisOfResult(result, data), drawing);
  if (onto === undefined) return undefined;
  const edges = share.edges.map(onto);
  const total = share.counts.reduce((a, b) => a + b, 0) || 1;
  return {
    predictions: { edges, shares: share.counts.map((count) => count / total) },
    gradient: { edges, shares: share.shares },
    text: say('dataBehind', answer.prediction?.name ?? say('inline'), result.id),
  };
}

/** The range of the data's predictions, where their axis has no bounds of its own. */
export function rangeOfData({ answer, ...data }: ShowData): readonly [number, number] | undefined {
  const result = answer.results.find(({ view }) => view?.gradientShare !== undefined);
  const edges = result?.view?.gradientShare?.edges;
  if (result === undefined || edges === undefined) return undefined;
  const axis = axisOfResult(result, { ...data, answer })?.axis;
  return axis === 'real' || axis === 'score' ? [edges[0]!, edges[edges.length - 1]!] : undefined;
}

interface DataAxis {
  readonly axis: ProbeAxis;
  /** Of several classes a probability is not the sigmoid of its logit. */
  readonly elementwise: boolean;
}

function axisOfResult(result: ComputationResult, { answer }: ShowData): DataAxis | undefined {
  const { declaration, layout = 'elements', params } = subjectOf(result, answer, undefined);
  if (declaration === undefined) return undefined;
  return { axis: ownAxis(layout, declaration.prediction(params)), elementwise: layout === 'elements' };
}

function ontoAxis(data: DataAxis | undefined, { axis }: Drawing): ((v: number) => number) | undefined {
  if (data === undefined || data.axis === 'offset') return undefined;
  if (data.axis === axis) return (v) => v;
  if (!data.elementwise) return undefined;
  if (data.axis === 'logit' && axis === 'probability') return (z) => 1 / (1 + Math.exp(-z));
  // The ends of [0, 1] lie at infinity: drawn far outside of the frame.
  if (data.axis === 'probability' && axis === 'logit')
    return (p) => Math.min(50, Math.max(-50, Math.log(p / (1 - p))));
  return undefined;
}
