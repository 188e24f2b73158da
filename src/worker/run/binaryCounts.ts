// Counts the outcomes of binary decisions in one pass over the data, by kernels where they can.
import { LABEL, predictionOf, parameter } from '../../catalogue/symbols';
import { equal, less, lessEqual, mul, ONE } from '../../math/build';
import type { Expr } from '../../math/expression';
import { choosePass } from './choosePass';
import { Breather, type RunContext } from './context';
import { Data } from './data';
import type { Decisions } from './tally';
import { weighted } from './weighting';

export interface BinaryCounts {
  readonly decisions: Decisions;
  /** Whether a label, or a prediction, is larger than 1: then the arrays may hold the ids of several classes. */
  readonly beyond: { readonly label: boolean; readonly prediction: boolean };
  /** Notes what was seen of the data. */
  readonly note: () => void;
}

export async function countBinary(data: Data, context: RunContext): Promise<BinaryCounts> {
  const { options } = data;
  const { arrangement, params, traits } = options;
  // Whatever the labels are, it is looked at here and not refused at once.
  const looked = new Data({ ...options, traits: { ...traits, label: 'real' } });
  const weighting = { ignores: looked.ignores, weighs: looked.weighs };
  const above = params['inclusive'] === true ? lessEqual : less;
  const threshold = typeof params['threshold'] === 'number' ? parameter('threshold', 't') : 0.5;
  const prediction = predictionOf('score');
  const called = above(threshold, prediction);
  const truth = less(0.5, LABEL);
  const counted = (term: Expr): Expr => weighted(term, weighting);
  const unweighted = (term: Expr): Expr => weighted(term, { ...weighting, weighs: false });
  const sums = [
    counted(mul(called, truth)),
    counted(called),
    counted(truth),
    counted(ONE),
    unweighted(equal(LABEL, 0)),
    unweighted(equal(LABEL, 1)),
    unweighted(less(1, LABEL)),
    unweighted(less(1, prediction)),
  ];
  const pass = choosePass(looked, { sums, outputs: [], byColumn: false });
  const range = { start: 0, rows: arrangement.rows, scalars: new Map<string, number>() };
  const found = await pass.spread(range, new Breather(context));
  const [tp = 0, positives = 0, truths = 0, all = 0, zeros = 0, ones = 0, labels = 0, predictions = 0] =
    found.map(([sum]) => sum ?? 0);
  const [fp, fn] = [positives - tp, truths - tp];
  const tally = { tp, fp, fn, tn: all - tp - fp - fn };
  return {
    decisions: {
      tallies: [tally],
      matrix: [
        [tally.tn, fp],
        [fn, tp],
      ],
      kind: 'binary',
      count: arrangement.rows - looked.seen.ignored,
    },
    beyond: { label: labels > 0, prediction: predictions > 0 },
    note: () => {
      data.seen.merge([looked.seen.state], arrangement.rows);
      data.seen.label.zeros = zeros;
      data.seen.label.ones = ones;
      data.threads = Math.max(data.threads, looked.threads);
    },
  };
}
