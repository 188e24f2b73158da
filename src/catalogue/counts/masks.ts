// Masks cut at a threshold, or the first largest of several classes, counted in groups: scores that `per` reduces.
import { cumulative, equal, less, lessEqual, maxColumns, mul, sub, sumSamples } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Parameter, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, PER, smoothParameter, THRESHOLD } from '../parameters';
import { COLUMN_LABEL, columnPrediction, LABEL, parameter, predictionOf } from '../symbols';

export const MASK_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'score'),
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
};

/** Masks are counted in groups (`per`), and what is undefined for empty ones is a parameter. */
export const MASK_PARAMETERS: readonly Parameter[] = [
  THRESHOLD,
  {
    kind: 'switch',
    name: 'inclusive',
    default: false,
    meaning: {
      en: 'a prediction equal to the threshold is positive (MONAI, smp)',
      zh: '恰等于阈值的预测判为正类（MONAI、smp）',
    },
  },
  PER,
  smoothParameter(0),
  {
    kind: 'number',
    name: 'emptyValue',
    latex: 'e_0',
    default: 1,
    min: -Infinity,
    max: Infinity,
    slider: [0, 1],
    meaning: { en: 'the value where prediction and label are both empty', zh: '预测与标签皆空时的取值' },
  },
  inputParameter(),
  { ...IGNORE_INDEX, default: null },
  CLASS_AXIS,
];

/** TP, FP and FN of the hard mask of one group; the threshold of logits is a logit. */
export function hardCounts({ params, layout }: Setting): {
  readonly tp: Expr;
  readonly fp: Expr;
  readonly fn: Expr;
} {
  const domain = params['input'] === 'logits' ? 'logit' : 'score';
  const [mask, label] =
    layout === 'classes'
      ? [firstLargest(columnPrediction(domain)), COLUMN_LABEL]
      : [cut(predictionOf(domain), params), LABEL];
  return {
    tp: sumSamples(mul(mask, label)),
    fp: sumSamples(mul(mask, sub(1, label))),
    fn: sumSamples(mul(sub(1, mask), label)),
  };
}

function cut(x: Expr, params: Setting['params']): Expr {
  const above = params['inclusive'] === true ? lessEqual : less;
  return above(parameter('threshold', 't'), x);
}

/** 1 at the first of the largest columns, 0 elsewhere. */
function firstLargest(x: Expr): Expr {
  const attains = equal(x, maxColumns(x));
  return mul(attains, equal(cumulative(attains), 1));
}
