// Asks the worker once for what the last computed data are at every threshold: the sweep, and how well calibrated.
import type {
  CalibrationBin,
  ComputeRequest,
  Parameters,
  ThresholdSweep,
} from '../../../../src/protocol/compute';
import { describeFailure } from '../../../../src/protocol/errors';
import type { ShowData } from '../../../../src/protocol/views';
import type { Evaluations } from '../../../shared/evaluations';

export interface Ranked {
  readonly sweep?: ThresholdSweep;
  readonly auc?: number;
  readonly averagePrecision?: number;
  readonly bins?: readonly CalibrationBin[];
  readonly ece?: number;
  /** Why there is no sweep. */
  readonly reason?: string;
}

/** @returns `undefined` while the answer is awaited */
export function rankedOf({ request, answer }: ShowData, evaluations: Evaluations): Ranked | undefined {
  const logits = answer.results.some(({ params }) => params['input'] === 'logits');
  const params: Parameters = logits ? { input: 'logits' } : {};
  const ranking: ComputeRequest = {
    ...request,
    compute: [
      { id: 'roc_auc', params },
      { id: 'average_precision', params },
    ],
    params: {},
    reduction: 'mean',
    gradient: false,
    view: true,
  };
  const found = evaluations.whole('thresholds', ranking);
  if (found === undefined) return undefined;
  if (!found.ok) return { reason: describeFailure(found.error) };
  const [auc, averagePrecision] = found.results;
  const sweep = auc?.view?.thresholds;
  if (sweep === undefined) return { reason: auc?.notes.join(' ') ?? '' };
  const calibrated = evaluations.whole('calibration', {
    ...ranking,
    compute: [{ id: 'ece', params }],
    view: false,
  });
  const ece = calibrated?.ok === true ? calibrated.results[0] : undefined;
  return {
    sweep,
    ...numberOf('auc', auc?.value),
    ...numberOf('averagePrecision', averagePrecision?.value),
    ...numberOf('ece', ece?.value),
    ...(ece === undefined ? {} : { bins: ece.details['bins'] as readonly CalibrationBin[] }),
  };
}

function numberOf(name: string, value: unknown): Record<string, number> {
  return typeof value === 'number' ? { [name]: value } : {};
}
