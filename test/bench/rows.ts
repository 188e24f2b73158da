// What the benchmark measures: each row has data, a request, and what a user would run instead.
import type { ComputeRequest } from '../../src/protocol/compute';
import type { DType } from '../../src/worker/readers/source';

/** How an array is made by the seeded generator (data.ts). */
export type Fill =
  | 'probability'
  | 'logit'
  | 'real'
  | 'hard'
  | 'soft'
  | 'classes'
  | 'ids'
  | 'rowProbability'
  | 'boxes'
  | 'distribution'
  | 'ball'
  | 'points';

export interface Input {
  readonly fill: Fill;
  readonly dtype: DType;
}

export interface Row {
  readonly name: string;
  /** What our side runs: a request, or the distance transform that several entries share. */
  readonly request: ComputeRequest | 'distanceTransform';
  readonly prediction: Input;
  readonly label: Input;
  /** Columns of a sample; 1 for elements. */
  readonly columns: number;
  /** The shape of both arrays where it is not by `size` and `columns`. */
  readonly shape?: readonly number[];
  readonly gradient: boolean;
  /** `torch.bce` is the function `bce` of peers/torch.py; `tfjs.bce` of tfjs.ts. */
  readonly peers: readonly string[];
  /** Largest number of elements (numbers of the prediction) that the row runs at. */
  readonly most: number;
  /** Whether helper threads share the work, so that a row with all cores says anything. */
  readonly threads: boolean;
}

const f32 = (fill: Fill): Input => ({ fill, dtype: 'float32' });
const f64 = (fill: Fill): Input => ({ fill, dtype: 'float64' });
const MASK: Input = { fill: 'ball', dtype: 'uint8' };
const CLASS_IDS: Input = { fill: 'classes', dtype: 'int64' };

interface Sketch {
  readonly name: string;
  readonly id: string;
  readonly params?: NonNullable<ComputeRequest['compute']>[number]['params'];
  readonly prediction: Input;
  readonly label: Input;
  readonly columns?: number;
  readonly shape?: readonly number[];
  readonly peers: readonly string[];
  readonly gradient?: boolean;
  readonly most?: number;
  readonly threads?: boolean;
}

/** Sides of the masks: one that a test can afford, and that of a scan. */
const SIDES = [64, 256];

/** Two maps of class ids, as from argmax and as masks are stored. */
const MAP_TYPES: readonly DType[] = ['int64', 'uint8'];

/** Points on each side of a transport problem. */
const POINTS = [500, 1000];

function elementwise(id: string, prediction: Input, label: Input, peers: readonly string[]): Sketch {
  return { name: id, id, prediction, label, peers };
}

function crossEntropy(columns: number): Sketch {
  return {
    name: `cross_entropy, ${columns} classes`,
    id: 'cross_entropy',
    params: { input: 'logits' },
    prediction: f32('logit'),
    label: CLASS_IDS,
    columns,
    peers: ['torch.cross_entropy', 'tfjs.cross_entropy'],
  };
}

const SKETCHES: readonly Sketch[] = [
  elementwise('mse', f32('real'), f32('real'), ['torch.mse', 'numpy.mse', 'tfjs.mse']),
  { ...elementwise('mse', f64('real'), f64('real'), ['torch.mse', 'numpy.mse']), name: 'mse, float64' },
  elementwise('mae', f32('real'), f32('real'), ['torch.mae', 'numpy.mae', 'tfjs.mae']),
  elementwise('smooth_l1', f32('real'), f32('real'), ['torch.smooth_l1']),
  {
    ...elementwise('bce', f32('probability'), f32('hard'), [
      'torch.bce',
      'numpy.bce',
      'sklearn.log_loss',
      'tfjs.bce',
    ]),
    name: 'bce, hard labels',
  },
  {
    ...elementwise('bce', f32('probability'), f32('soft'), ['torch.bce', 'numpy.bce']),
    name: 'bce, soft labels',
  },
  {
    ...elementwise('bce', f64('probability'), f64('hard'), ['torch.bce', 'numpy.bce']),
    name: 'bce, float64',
  },
  {
    ...elementwise('bce', f64('probability'), f64('soft'), ['torch.bce']),
    name: 'bce, soft labels, float64',
  },
  {
    ...elementwise('bce', f32('logit'), f32('hard'), ['torch.bce_logits', 'tfjs.bce_logits']),
    name: 'bce, logits',
    params: { input: 'logits' },
  },
  {
    ...elementwise('focal', f32('logit'), f32('hard'), ['torch.focal']),
    name: 'focal, logits',
    params: { input: 'logits', gamma: 2, alpha: 0.25 },
  },
  {
    ...elementwise('focal', f32('probability'), f32('hard'), ['torch.focal_probabilities']),
    name: 'focal, probabilities',
    params: { gamma: 2 },
  },
  crossEntropy(10),
  crossEntropy(100),
  crossEntropy(1000),
  elementwise('dice', f32('probability'), f32('hard'), [
    'torch.dice',
    'numpy.dice',
    'monai.dice',
    'tfjs.dice',
  ]),
  elementwise('tversky', f32('probability'), f32('hard'), ['torch.tversky', 'monai.tversky']),
  {
    name: 'lovasz_softmax, 4 classes',
    id: 'lovasz_softmax',
    prediction: f32('rowProbability'),
    label: CLASS_IDS,
    columns: 4,
    peers: ['torch.lovasz_softmax'],
    threads: false,
  },
  {
    name: 'kl, 10 bins',
    id: 'kl',
    prediction: f32('distribution'),
    label: f32('distribution'),
    columns: 10,
    peers: ['torch.kl', 'scipy.kl'],
  },
  {
    name: 'ciou_loss',
    id: 'ciou_loss',
    prediction: f32('boxes'),
    label: f32('boxes'),
    columns: 4,
    peers: ['torch.ciou'],
  },
  {
    ...elementwise('f1', f32('probability'), f32('hard'), ['numpy.f1', 'sklearn.f1']),
    gradient: false,
  },
  {
    ...elementwise('f1', { fill: 'hard', dtype: 'uint8' }, { fill: 'hard', dtype: 'uint8' }, [
      'numpy.f1_masks',
      'sklearn.f1_masks',
    ]),
    name: 'f1, uint8 masks',
    gradient: false,
  },
  {
    name: 'accuracy, 10 classes',
    id: 'accuracy',
    prediction: f32('logit'),
    label: CLASS_IDS,
    columns: 10,
    peers: ['torch.accuracy'],
    gradient: false,
    threads: false,
  },
  {
    ...elementwise('topk_percent', f32('probability'), f32('hard'), ['torch.topk']),
    name: 'topk_percent, the hardest tenth',
    params: { k: 10 },
    gradient: false,
    threads: false,
  },
  ...MAP_TYPES.map((dtype): Sketch => ({
    ...elementwise('f1', { fill: 'ids', dtype }, { fill: 'ids', dtype }, [
      'numpy.f1_classes',
      'sklearn.f1_classes',
    ]),
    name: `f1, ids of 10 classes, ${dtype}`,
    gradient: false,
    threads: false,
  })),
  {
    ...elementwise('roc_auc', f32('probability'), f32('hard'), ['sklearn.roc_auc']),
    gradient: false,
    threads: false,
  },
  {
    ...elementwise('average_precision', f32('probability'), f32('hard'), ['sklearn.average_precision']),
    gradient: false,
    threads: false,
  },
  ...SIDES.map((side): Sketch => ({
    ...elementwise('hausdorff95', MASK, MASK, [
      'scipy.hausdorff95',
      'scipy.hausdorff95_cropped',
      'monai.hausdorff95',
      'monai.hausdorff95_cropped',
    ]),
    name: `hausdorff95, ${side}³ masks`,
    shape: [side, side, side],
    gradient: false,
    threads: false,
  })),
  ...POINTS.map((count): Sketch => ({
    ...elementwise('emd', f64('points'), f64('points'), ['pot.emd']),
    name: `emd, ${count} × ${count} points`,
    shape: [count, 2],
    gradient: false,
    threads: false,
  })),
];

const distances = (side: number): Row => ({
  name: `distance transform, ${side}³ mask`,
  request: 'distanceTransform',
  prediction: MASK,
  label: MASK,
  columns: 1,
  shape: [side, side, side],
  gradient: false,
  peers: ['scipy.distance_transform', 'monai.distance_transform'],
  most: Infinity,
  threads: false,
});

/** Every row: the value alone, then with the gradient where there is one. */
export const ROWS: readonly Row[] = [
  ...SKETCHES.flatMap((s) =>
    (s.gradient === false ? [false] : [false, true]).map((gradient) => rowOf(s, gradient)),
  ),
  ...SIDES.map(distances),
];

function rowOf(s: Sketch, gradient: boolean): Row {
  const withGradient = (peer: string): boolean => /^(torch|tfjs|monai)\./.test(peer);
  return {
    name: gradient ? `${s.name}, with gradient` : s.name,
    request: { compute: [{ id: s.id, ...(s.params === undefined ? {} : { params: s.params }) }] },
    prediction: s.prediction,
    label: s.label,
    columns: s.columns ?? 1,
    ...(s.shape === undefined ? {} : { shape: s.shape }),
    gradient,
    peers: gradient ? s.peers.filter(withGradient) : s.peers,
    most: s.most ?? Infinity,
    threads: s.threads ?? true,
  };
}
