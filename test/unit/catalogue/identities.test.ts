// Identities between entries over random data: what algebra says of one holds of the other's declaration.
import { expect } from 'chai';
import { evaluate, type Data } from './evaluateForm';
import { seeded } from './cases';
import type { Parameters } from '../../../src/protocol/compute';

const RUNS = 20;

function numbers(random: () => number, count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, () => low + (high - low) * random());
}

function mask(random: () => number, rows = 12): Data {
  return {
    rows,
    prediction: numbers(random, rows, 0.01, 0.99),
    label: numbers(random, rows, 0, 1).map((v) => (v < 0.4 ? 1 : 0)),
  };
}

function hard(random: () => number): Data {
  const data = mask(random);
  return { ...data, prediction: [1, ...data.prediction.slice(1).map((p) => (p < 0.5 ? 0 : 1))] };
}

function distributions(random: () => number, rows = 3, columns = 5): Data {
  const draw = (): number[] =>
    Array.from({ length: rows }, () => numbers(random, columns, 0, 1)).flatMap((row) => {
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((v) => v / sum);
    });
  return { layout: 'distributions', rows, columns, prediction: draw(), label: draw() };
}

function boxes(random: () => number, rows = 6): Data {
  const draw = (): number[] =>
    Array.from({ length: rows }, () => numbers(random, 4, 0, 3)).flatMap(([x = 0, y = 0, w = 0, h = 0]) => [
      x,
      y,
      x + w + 0.1,
      y + h + 0.1,
    ]);
  return { layout: 'boxes', rows, prediction: draw(), label: draw() };
}

function classes(random: () => number, rows = 5, columns = 4): Data {
  return {
    layout: 'classes',
    labels: 'index',
    rows,
    columns,
    prediction: numbers(random, rows * columns, -4, 4),
    label: numbers(random, rows, 0, columns).map(Math.floor),
    params: { input: 'logits' },
  };
}

function scores(random: () => number, rows = 8): Data {
  return {
    rows,
    prediction: numbers(random, rows, -3, 3),
    label: numbers(random, rows, -1, 1).map((v) => (v < 0 ? -1 : 1)),
  };
}

const set = (data: Data, params: Parameters): Data => ({ ...data, params: { ...data.params, ...params } });
const value = (id: string, data: Data): number => evaluate(id, data).value;

/** Runs the check on random data of many seeds. */
function always(
  data: (random: () => number) => Data,
  check: (data: Data, random: () => number) => void,
): () => void {
  return () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = seeded(seed);
      check(data(random), random);
    }
  };
}

/** Both have the same value and the same gradient. */
function same(left: [string, Data], right: [string, Data], factor = 1, tolerance = 1e-12): void {
  const [a, b] = [evaluate(...left), evaluate(...right)];
  expect(a.value).to.be.closeTo(factor * b.value, tolerance * (1 + Math.abs(a.value)));
  a.gradient.forEach((g, i) => {
    expect(g, `gradient of element ${i}`).to.be.closeTo(
      factor * (b.gradient[i] ?? NaN),
      tolerance * (1 + Math.abs(g)),
    );
  });
}

describe('identities', function () {
  this.timeout(20_000);
  it(
    'focal at γ = 0 without α is bce, from probabilities and from logits',
    always(mask, (data) => {
      same(['focal', set(data, { gamma: 0 })], ['bce', data]);
      const logits = {
        ...data,
        prediction: data.prediction.map((p) => Math.log(p / (1 - p))),
        params: { input: 'logits' },
      };
      same(['focal', set(logits, { gamma: 0 })], ['bce', logits]);
      same(['focal', set(logits, {})], ['focal', { ...logits, prediction: logits.prediction }]);
      expect(value('bce', logits)).to.be.closeTo(value('bce', data), 1e-12);
    }),
  );
  it(
    'focal with α = ½ is half of focal',
    always(mask, (data) => same(['focal', set(data, { alpha: 0.5 })], ['focal', data], 0.5)),
  );
  it(
    'multi-class focal at γ = 0 is cross entropy',
    always(classes, (data) => same(['focal_multiclass', set(data, { gamma: 0 })], ['cross_entropy', data])),
  );
  it(
    'weighted cross entropy with even weights is cross entropy',
    always(classes, (data) =>
      same(['weighted_cross_entropy', set(data, { weight: [2, 2, 2, 2] })], ['cross_entropy', data]),
    ),
  );
  it(
    'poly1 at ε = 0, gce at q = 0 and logit adjustment at τ = 0 are cross entropy',
    always(classes, (data) => {
      same(['poly1', set(data, { epsilon: 0 })], ['cross_entropy', data]);
      same(['gce', set(data, { q: 0 })], ['cross_entropy', data]);
      const counted = {
        ...data,
        extra: { classCounts: Array.from({ length: 5 }, () => [1, 3, 0, 1]).flat() },
      };
      same(['logit_adjusted_ce', set(counted, { tau: 0 })], ['cross_entropy', data]);
    }),
  );
  it(
    'perplexity is the exponential of cross entropy',
    always(classes, (data) => {
      expect(Math.log(value('perplexity', data))).to.be.closeTo(value('cross_entropy', data), 1e-12);
    }),
  );
  it(
    'a topk threshold of 1 keeps every sample that is not perfect',
    always(classes, (data) => same(['topk_threshold', set(data, { threshold: 1 })], ['cross_entropy', data])),
  );
  it(
    'semantic cross entropy with distances 0 and ∞ is cross entropy',
    always(classes, (data) => {
      const cost = data.label!.flatMap((y) => [0, 1, 2, 3].map((k) => (k === y ? 0 : Infinity)));
      same(['semantic_ce', { ...data, extra: { cost } }], ['cross_entropy', data]);
    }),
  );
  it(
    'form 2 exceeds form 1 by the other channels',
    always(classes, (data) => {
      const columns = 4;
      const others = data.label!.map((y, i) => {
        const row = data.prediction.slice(i * columns, (i + 1) * columns);
        const all = row.reduce((a, z) => a + Math.exp(z), 0);
        return row.reduce((a, z, k) => a - (k === y ? 0 : Math.log(1 - Math.exp(z) / all)), 0);
      });
      const mean = others.reduce((a, b) => a + b, 0) / others.length;
      expect(value('cross_entropy_all', data)).to.be.closeTo(value('cross_entropy', data) + mean, 1e-10);
    }),
  );

  it(
    'tversky(½, ½, s/2) is dice(s), and tversky(1, 1, s) is soft_iou(s)',
    always(mask, (data, random) => {
      const smooth = 2 * random();
      same(
        ['tversky', set(data, { alpha: 0.5, beta: 0.5, smooth: smooth / 2 })],
        ['dice', set(data, { smooth })],
      );
      same(['tversky', set(data, { alpha: 1, beta: 1, smooth })], ['soft_iou', set(data, { smooth })]);
    }),
  );
  it(
    'asymmetric similarity at β = 1 is dice with twice the smoothing',
    always(mask, (data) =>
      same(['asymmetric_similarity', set(data, { beta: 1, smooth: 1 })], ['dice', set(data, { smooth: 2 })]),
    ),
  );
  it(
    'tversky weighs false positives by α and false negatives by β',
    always(mask, (data) => {
      const sum = (term: (p: number, y: number) => number): number =>
        data.prediction.reduce((a, p, i) => a + term(p, data.label![i]!), 0);
      const [tp, fp, fn] = [sum((p, y) => p * y), sum((p, y) => p * (1 - y)), sum((p, y) => (1 - p) * y)];
      const only = (alpha: number, beta: number): number =>
        value('tversky', set(data, { alpha, beta, smooth: 0 }));
      expect(only(1, 0)).to.be.closeTo(fp / (tp + fp), 1e-12);
      expect(only(0, 1)).to.be.closeTo(fn / (tp + fn), 1e-12);
      const beta = 1.5;
      same(
        ['asymmetric_similarity', set(data, { beta })],
        ['tversky', set(data, { alpha: 1 / (1 + beta ** 2), beta: beta ** 2 / (1 + beta ** 2), smooth: 1 })],
      );
    }),
  );
  it(
    'focal tversky at γ = 1 is tversky',
    always(mask, (data) => same(['focal_tversky', set(data, { gamma: 1 })], ['tversky', data])),
  );
  it(
    'dice = 2·iou/(1 + iou) on hard masks at s = 0, for losses and for scores',
    always(hard, (data) => {
      const iou = 1 - value('soft_iou', set(data, { smooth: 0 }));
      expect(1 - value('dice', set(data, { smooth: 0 }))).to.be.closeTo((2 * iou) / (1 + iou), 1e-12);
      expect(value('jaccard', data)).to.be.closeTo(iou, 1e-12);
      expect(value('dice_score', data)).to.be.closeTo((2 * iou) / (1 + iou), 1e-12);
    }),
  );
  it(
    'the squared denominator changes nothing on hard masks',
    always(hard, (data) => {
      expect(value('dice', set(data, { denominator: 'squared' }))).to.be.closeTo(value('dice', data), 1e-12);
    }),
  );
  it(
    'generalized dice without weights, and its penalty at k = 0, are dice of one class',
    always(mask, (data) => {
      same(['generalized_dice', set(data, { weightType: 'uniform' })], ['dice', set(data, { smooth: 0 })]);
      same(['generalized_dice', data], ['dice', set(data, { smooth: 0 })]);
      same(['penalty_generalized_dice', set(data, { k: 0 })], ['generalized_dice', data]);
    }),
  );

  it(
    'js ≤ ln 2, total variation and hellinger ≤ 1, all 0 for equal distributions',
    always(distributions, (data) => {
      expect(value('js', data)).to.be.within(0, Math.LN2);
      expect(value('total_variation', data)).to.be.within(0, 1);
      const [h, tv] = [
        value('hellinger', { ...data, rows: 1 }),
        value('total_variation', { ...data, rows: 1 }),
      ];
      expect(h * h).to.be.at.most(tv + 1e-12);
      expect(tv).to.be.at.most(Math.SQRT2 * h + 1e-12);
      const equal = { ...data, label: data.prediction };
      for (const id of ['js', 'kl', 'total_variation', 'hellinger', 'wasserstein_1d', 'emd_squared']) {
        expect(value(id, equal), id).to.be.closeTo(0, 1e-12);
      }
    }),
  );
  it(
    'kl is cross entropy minus entropy, with the same gradient',
    always(distributions, (data) => {
      const entropy = data.label!.reduce((a, p) => a - p * Math.log(p), 0) / data.rows;
      const [kl, cross] = [evaluate('kl', data), evaluate('distribution_cross_entropy', data)];
      expect(kl.value).to.be.closeTo(cross.value - entropy, 1e-12);
      kl.gradient.forEach((g, i) => expect(g).to.be.closeTo(cross.gradient[i]!, 1e-12 * (1 + Math.abs(g))));
    }),
  );
  it(
    'js is symmetric, and the root of its preset is its square root',
    always(distributions, (data) => {
      const swapped = { ...data, prediction: data.label!, label: data.prediction };
      expect(value('js', swapped)).to.be.closeTo(value('js', data), 1e-14);
      const row = { ...data, rows: 1 };
      expect(value('js', set(row, { root: true })) ** 2).to.be.closeTo(value('js', row), 1e-14);
    }),
  );
  it(
    'moving all mass by one bin costs one',
    always(distributions, (data) => {
      const point = (k: number): number[] => Array.from({ length: 5 }, (_, i) => (i === k ? 1 : 0));
      const moved = { ...data, rows: 1, prediction: point(3), label: point(1) };
      expect(value('wasserstein_1d', moved)).to.equal(2);
      expect(value('emd_squared', moved)).to.equal(2);
      const gaps = { ...moved, extra: { positionGap: [1, 5, 7, 1, 0] }, inputs: ['positions'] };
      expect(value('wasserstein_1d', gaps)).to.equal(12);
    }),
  );

  it(
    'giou, diou and ciou never exceed iou, and are 1 for equal boxes',
    always(boxes, (data) => {
      for (let i = 0; i < data.rows; i++) {
        const pair = {
          ...data,
          rows: 1,
          prediction: data.prediction.slice(4 * i, 4 * i + 4),
          label: data.label!.slice(4 * i, 4 * i + 4),
        };
        const iou = value('box_iou', pair);
        for (const id of ['box_giou', 'box_diou', 'box_ciou']) {
          expect(value(id, pair), id).to.be.at.most(iou + 1e-12);
          expect(value(id, { ...pair, label: pair.prediction }), id).to.be.closeTo(1, 1e-12);
        }
      }
    }),
  );
  it(
    'losses of boxes are one minus their measure, and the format of a box is only a way to write it',
    always(boxes, (data) => {
      for (const [loss, measure] of [
        ['iou_loss', 'box_iou'],
        ['giou_loss', 'box_giou'],
        ['diou_loss', 'box_diou'],
        ['ciou_loss', 'box_ciou'],
      ] as const) {
        expect(value(loss, set(data, { eps: 0 })), loss).to.be.closeTo(1 - value(measure, data), 1e-12);
      }
      same(['alpha_iou_loss', set(data, { alpha: 1 })], ['iou_loss', data]);
      const sized = (corners: readonly number[]): number[] =>
        corners.map((v, i) => (i % 4 < 2 ? v : v - (corners[i - 2] ?? 0)));
      const written = set(
        { ...data, prediction: sized(data.prediction), label: sized(data.label!) },
        { boxFormat: 'xywh' },
      );
      for (const id of ['box_iou', 'eiou_loss', 'siou_loss']) {
        expect(value(id, written), id).to.be.closeTo(value(id, data), 1e-12);
      }
    }),
  );

  it(
    'huber is δ times smooth L1, quantile at ½ is half of MAE, RMSE is the root of MSE',
    always(scores, (data) => {
      const real = { ...data, label: data.prediction.map((v, i) => Math.sin(3 * v) + i / 10) };
      same(['huber', set(real, { delta: 0.7 })], ['smooth_l1', set(real, { beta: 0.7 })], 0.7);
      same(['quantile', real], ['mae', real], 0.5);
      expect(value('rmse', real) ** 2).to.be.closeTo(value('mse', real), 1e-12);
      same(['smooth_l1', set(real, { beta: 0 })], ['mae', real]);
    }),
  );
  it(
    'surrogates bound the 0-1 loss from above; squared hinge is 0 where hinge is',
    always(scores, (data) => {
      const mistakes = value('zero_one', data);
      for (const id of ['hinge', 'squared_hinge', 'exponential'])
        expect(value(id, data), id).to.be.at.least(mistakes);
      expect(value('logistic', data) / Math.LN2).to.be.at.least(mistakes);
    }),
  );
  it(
    'logistic loss is bce of logits with labels 0 and 1',
    always(scores, (data) => {
      const labels = data.label!.map((y) => (y + 1) / 2);
      same(['logistic', data], ['bce', { ...data, label: labels, params: { input: 'logits' } }]);
    }),
  );

  it(
    'compounds are the sum of their parts, with their weights',
    always(mask, (data) => {
      const parts = 0.5 * value('dice', set(data, { smooth: 1e-5 })) + value('bce', data);
      expect(value('combine', set(data, { expression: '0.5*dice(smooth=1e-5) + bce' }))).to.be.closeTo(
        parts,
        1e-12,
      );
      const named = set(data, { wDice: 0.5, wBce: 1, smooth: 1e-5 });
      same(['dice_bce', named], ['combine', set(data, { expression: '0.5*dice(smooth=1e-5) + bce' })]);
      const weights = [1, -2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
      const risk = { ...set(data, { loss: 'mse', regularizer: 'l2', lambda: 0.1 }), extra: { weights } };
      expect(value('structural_risk', risk)).to.be.closeTo(value('mse', data) + 1.4, 1e-12);
    }),
  );
  it('elastic net is l1 at ratio 1 and half of l2 at ratio 0', () => {
    const weights = { rows: 4, prediction: [0.5, -1, 2, 0] };
    same(['elastic_net', set(weights, { ratio: 1 })], ['l1', weights]);
    same(['elastic_net', set(weights, { ratio: 0 })], ['l2', weights], 0.5);
    expect(value('l1', weights)).to.equal(3.5);
    expect(value('l2', weights)).to.equal(5.25);
  });
  it(
    'mask dice is dice of each mask with the smoothing kε, through a sigmoid',
    always(mask, (data) => {
      const logits = { ...data, prediction: data.prediction.map((p) => Math.log(p / (1 - p))) };
      const dice = value('dice', set(data, { smooth: 1000 * 1e-6 }));
      expect(value('mask_dice', logits)).to.be.closeTo(dice / (1 + 1e-8), 1e-12);
    }),
  );
});

describe('kinks and edges', () => {
  const gradientAt = (id: string, prediction: number, label: number, params: Parameters = {}): number =>
    evaluate(id, { rows: 1, prediction: [prediction], label: [label], params }).gradient[0] ?? NaN;

  it('take 0 at no error and at the margin', () => {
    expect(gradientAt('mae', 2, 2)).to.equal(0);
    expect(gradientAt('hinge', 1, 1)).to.equal(0);
    expect(gradientAt('perceptron', 0, 1)).to.equal(0);
    expect(gradientAt('rmse', 2, 2)).to.equal(0);
  });

  it('keep NaN', () => {
    for (const id of ['mae', 'hinge', 'perceptron', 'smooth_l1', 'huber']) {
      expect(evaluate(id, { rows: 1, prediction: [NaN], label: [1] }).value, id).to.be.NaN;
    }
  });

  it('give an empty pair of masks 0 with smoothing, and by presets 0 or nothing', () => {
    const empty = { rows: 3, prediction: [0, 0, 0], label: [0, 0, 0] };
    expect(value('dice', empty)).to.equal(0);
    expect(value('dice', set(empty, { smooth: 0 }))).to.be.NaN;
    expect(value('dice', set(empty, { smooth: 0, emptyLabel: 'zero' }))).to.equal(0);
    expect(value('dice_score', empty)).to.equal(1);
    expect(value('dice_score', set(empty, { emptyValue: 0 }))).to.equal(0);
    expect(value('generalized_dice', empty)).to.equal(0);
    expect(value('sensitivity_specificity', empty)).to.equal(0);
  });

  it('clamp logarithms of probabilities at −100', () => {
    expect(value('bce', { rows: 1, prediction: [0], label: [1] })).to.equal(100);
    const sure = {
      layout: 'classes',
      labels: 'index',
      rows: 1,
      columns: 2,
      prediction: [1, 0],
      label: [1],
    } as const;
    expect(value('cross_entropy', sure)).to.equal(100);
  });

  it('give 0 where a threshold selects no sample', () => {
    expect(value('topk_threshold', { rows: 2, prediction: [0.9, 0.1], label: [1, 0] })).to.equal(0);
  });

  it('follow scikit-learn where the target is constant', () => {
    expect(value('r2', { rows: 2, prediction: [1, 1], label: [1, 1] })).to.equal(1);
    expect(value('r2', { rows: 2, prediction: [1, 2], label: [1, 1] })).to.equal(0);
    expect(value('pearson', { rows: 2, prediction: [1, 2], label: [1, 1] })).to.be.NaN;
  });

  it('count log-cosh without overflow or cancellation', () => {
    const of = (e: number): number => value('log_cosh', { rows: 1, prediction: [e], label: [0] });
    expect(of(1e4)).to.be.closeTo(1e4 - Math.LN2, 1e-10);
    // ln cosh x = x²/2 − x⁴/12 + x⁶/45 − …
    expect(of(1e-3)).to.be.closeTo(1e-6 / 2 - 1e-12 / 12 + 1e-18 / 45, 1e-21);
  });
});
