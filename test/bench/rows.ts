// What the benchmark measures: each row has data, a request, and what a user would run instead.
import type { ComputeRequest } from '../../src/protocol/compute';
import type { DType } from '../../src/worker/readers/source';

/** How an array is made: by the seeded generator, in chunks, so that 10^8 elements fit. */
export type Fill =
  | 'probability'
  | 'logit'
  | 'real'
  | 'hard'
  | 'soft'
  | 'classes'
  | 'rowProbability'
  | 'boxes'
  | 'distribution';

export interface Input {
  readonly fill: Fill;
  readonly dtype: DType;
}

export interface Row {
  readonly name: string;
  readonly request: ComputeRequest;
  readonly prediction: Input;
  readonly label: Input;
  /** Columns of a sample; 1 for elements. */
  readonly columns: number;
  readonly gradient: boolean;
  /** Peers in peers.py: `torch.bce`, `sklearn.f1`. */
  readonly peers: readonly string[];
  /** Largest number of elements (numbers of the prediction) that the row runs at. */
  readonly most?: number;
}

const f32 = (fill: Fill): Input => ({ fill, dtype: 'float32' });
const f64 = (fill: Fill): Input => ({ fill, dtype: 'float64' });

interface Sketch {
  readonly name: string;
  readonly id: string;
  readonly params?: ComputeRequest['params'];
  readonly prediction: Input;
  readonly label: Input;
  readonly columns?: number;
  readonly peers: readonly string[];
  readonly gradient?: boolean;
  readonly most?: number;
}

const SKETCHES: readonly Sketch[] = [
  { name: 'mse', id: 'mse', prediction: f32('real'), label: f32('real'), peers: ['torch.mse', 'numpy.mse'] },
  { name: 'mse, float64', id: 'mse', prediction: f64('real'), label: f64('real'), peers: ['torch.mse'] },
  { name: 'mae', id: 'mae', prediction: f32('real'), label: f32('real'), peers: ['torch.mae'] },
  {
    name: 'smooth_l1',
    id: 'smooth_l1',
    prediction: f32('real'),
    label: f32('real'),
    peers: ['torch.smooth_l1'],
  },
  {
    name: 'bce, hard labels',
    id: 'bce',
    prediction: f32('probability'),
    label: f32('hard'),
    peers: ['torch.bce', 'numpy.bce'],
  },
  {
    name: 'bce, soft labels',
    id: 'bce',
    prediction: f32('probability'),
    label: f32('soft'),
    peers: ['torch.bce'],
  },
  {
    name: 'bce, float64',
    id: 'bce',
    prediction: f64('probability'),
    label: f64('hard'),
    peers: ['torch.bce'],
  },
  {
    name: 'bce, logits',
    id: 'bce',
    params: { input: 'logits' },
    prediction: f32('logit'),
    label: f32('hard'),
    peers: ['torch.bce_logits'],
  },
  {
    name: 'focal, logits',
    id: 'focal',
    params: { input: 'logits', gamma: 2, alpha: 0.25 },
    prediction: f32('logit'),
    label: f32('hard'),
    peers: ['torch.focal'],
  },
  {
    name: 'cross_entropy, 10 classes',
    id: 'cross_entropy',
    params: { input: 'logits' },
    prediction: f32('logit'),
    label: { fill: 'classes', dtype: 'int64' },
    columns: 10,
    peers: ['torch.cross_entropy'],
  },
  {
    name: 'cross_entropy, 100 classes',
    id: 'cross_entropy',
    params: { input: 'logits' },
    prediction: f32('logit'),
    label: { fill: 'classes', dtype: 'int64' },
    columns: 100,
    peers: ['torch.cross_entropy'],
  },
  {
    name: 'cross_entropy, 1000 classes',
    id: 'cross_entropy',
    params: { input: 'logits' },
    prediction: f32('logit'),
    label: { fill: 'classes', dtype: 'int64' },
    columns: 1000,
    peers: ['torch.cross_entropy'],
  },
  {
    name: 'dice',
    id: 'dice',
    prediction: f32('probability'),
    label: f32('hard'),
    peers: ['torch.dice', 'numpy.dice'],
  },
  {
    name: 'tversky',
    id: 'tversky',
    prediction: f32('probability'),
    label: f32('hard'),
    peers: ['torch.tversky'],
  },
  {
    name: 'lovasz_softmax, 4 classes',
    id: 'lovasz_softmax',
    prediction: f32('rowProbability'),
    label: { fill: 'classes', dtype: 'int64' },
    columns: 4,
    peers: ['torch.lovasz_softmax'],
    most: 1e7,
  },
  {
    name: 'kl, 10 bins',
    id: 'kl',
    prediction: f32('distribution'),
    label: f32('distribution'),
    columns: 10,
    peers: ['torch.kl'],
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
    name: 'f1',
    id: 'f1',
    prediction: f32('probability'),
    label: f32('hard'),
    peers: ['sklearn.f1', 'numpy.f1'],
    gradient: false,
  },
  {
    name: 'roc_auc',
    id: 'roc_auc',
    prediction: f32('probability'),
    label: f32('hard'),
    peers: ['sklearn.roc_auc'],
    gradient: false,
  },
];

/** Every row: the value alone, then with the gradient where there is one. */
export const ROWS: readonly Row[] = SKETCHES.flatMap((s) =>
  (s.gradient === false ? [false] : [false, true]).map((gradient) => ({
    name: gradient ? `${s.name}, with gradient` : s.name,
    request: { compute: [{ id: s.id, ...(s.params === undefined ? {} : { params: s.params }) }] },
    prediction: s.prediction,
    label: s.label,
    columns: s.columns ?? 1,
    gradient,
    peers: s.peers,
    ...(s.most === undefined ? {} : { most: s.most }),
  })),
);
