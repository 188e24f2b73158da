// Builds the expressions of a declaration out of TensorFlow.js operations, so that its automatic differentiation
// can check our symbolic gradient. float32, small samples only.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { isReduction, topological, type Application, type Expr } from '../../math/expression';

tf.env().set('PROD', true);

/** Values by symbol name: numbers, one a row ([rows, 1]) or one a column ([rows, columns]). */
export type Tensors = ReadonlyMap<string, tf.Tensor>;

/** The tensor of an expression. Scalars have shape [], samples [rows, 1], columns [rows, columns]. */
export function toTensor(root: Expr, symbols: Tensors, columns: number): tf.Tensor {
  const done = new Map<Expr, tf.Tensor>();
  const of = (e: Expr): tf.Tensor => done.get(e) ?? tf.scalar(NaN);
  for (const node of topological([root])) {
    if (node.kind === 'constant') done.set(node, tf.scalar(node.value));
    else if (node.kind === 'symbol') done.set(node, symbols.get(node.name) ?? tf.scalar(NaN));
    else done.set(node, applied(node, node.args.map(of), symbols, columns));
  }
  return of(root);
}

/** A comparison as 1 or 0. TensorFlow.js has no gradient for it; ours is 0, as it is between the jumps. */
function compared(
  compare: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): (a: tf.Tensor, b: tf.Tensor) => tf.Tensor {
  const step = tf.customGrad((...inputs) => {
    const [a, b] = inputs as tf.Tensor[] as [tf.Tensor, tf.Tensor];
    return {
      value: tf.cast(compare(a, b), 'float32'),
      gradFunc: () => [tf.zerosLike(a), tf.zerosLike(b)],
    };
  });
  return (a, b) => step(a, b);
}

const differs = compared(tf.notEqual);
const same = compared(tf.equal);

function clampedLog(x: tf.Tensor): tf.Tensor {
  return tf.maximum(tf.log(x), -100);
}

function logCosh(x: tf.Tensor): tf.Tensor {
  const a = tf.abs(x);
  return tf.sub(tf.add(a, tf.log1p(tf.exp(tf.mul(a, -2)))), Math.LN2);
}

function safeLogTimes(x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const zero = tf.cast(same(x, tf.scalar(0)), 'bool');
  return tf.where(zero, tf.zerosLike(tf.mul(x, y)), tf.mul(x, tf.log(tf.where(zero, tf.onesLike(y), y))));
}

function crossEntropy(p: tf.Tensor, y: tf.Tensor, w: tf.Tensor): tf.Tensor {
  const [left, right] = [tf.mul(tf.mul(w, y), clampedLog(p)), tf.mul(tf.sub(1, y), clampedLog(tf.sub(1, p)))];
  return tf.neg(tf.add(left, right));
}

type Make = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => tf.Tensor;

const POINTWISE: Readonly<Partial<Record<Application['op'], Make>>> = {
  neg: tf.neg,
  abs: tf.abs,
  sign: tf.sign,
  log: tf.log,
  exp: tf.exp,
  log1p: tf.log1p,
  expm1: tf.expm1,
  sqrt: tf.sqrt,
  tanh: tf.tanh,
  atan: tf.atan,
  sigmoid: tf.sigmoid,
  softplus: (a) => tf.add(tf.relu(a), tf.log1p(tf.exp(tf.neg(tf.abs(a))))),
  logCosh,
  clampedLog,
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  pow: tf.pow,
  min: (a, b) => tf.minimum(a, b),
  max: (a, b) => tf.maximum(a, b),
  xlogy: safeLogTimes,
  less: compared(tf.less),
  lessEqual: compared(tf.lessEqual),
  equal: same,
  select: (a, b, c) => {
    const shape = tf.add(tf.add(a, b), c).shape;
    const wide = (x: tf.Tensor): tf.Tensor => tf.broadcastTo(x, shape);
    return tf.where(tf.cast(wide(differs(a, tf.scalar(0))), 'bool'), wide(b), wide(c));
  },
  binaryCrossEntropy: crossEntropy,
};

function applied(
  node: Application,
  args: readonly tf.Tensor[],
  symbols: Tensors,
  columns: number,
): tf.Tensor {
  const [a = tf.scalar(NaN), b = tf.scalar(NaN), c = tf.scalar(NaN)] = args;
  if (!isReduction(node.op)) {
    const make = POINTWISE[node.op];
    if (make === undefined) throw new Error(`TensorFlow.js has no form of ${node.op}`);
    return make(a, b, c);
  }
  const varies = node.args[0]?.level === 'column';
  switch (node.op) {
    case 'sumColumns':
      return varies ? tf.sum(a, 1, true) : tf.mul(a, columns);
    case 'maxColumns':
      return varies ? tf.max(a, 1, true) : a;
    case 'logSumExp':
      return tf.logSumExp(a, 1, true);
    case 'pick':
      return tf.sum(tf.mul(a, symbols.get('isLabel') ?? tf.scalar(NaN)), 1, true);
    case 'cumulative':
      return tf.cumsum(a, 1);
    case 'cumulativeBack':
      return tf.cumsum(a, 1, false, true);
    case 'sumSamples':
      return sumOverSamples(node, a, symbols);
    case 'sumGroups':
    case 'maxGroups':
      return a;
  }
}

/** Σ over every element, or over samples where the term does not vary over columns. */
function sumOverSamples(node: Application, a: tf.Tensor, symbols: Tensors): tf.Tensor {
  const level = node.args[0]?.level ?? 'total';
  const varies = level === 'column' || level === 'sample';
  return varies ? tf.sum(a) : tf.mul(tf.sum(a), symbols.get('prediction')?.shape[0] ?? 1);
}

/**
 * ∂(Σ root)/∂x for each named tensor, as plain arrays in the tensors' own order. Leaves no tensor behind.
 */
export function gradients(
  root: Expr,
  values: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>,
  names: readonly string[],
  columns: number,
): Float32Array[] {
  const before = tf.memory().numTensors;
  const found = tf.tidy(() => {
    const fixed = new Map<string, tf.Tensor>();
    for (const [name, { shape, data }] of values) fixed.set(name, tf.tensor(data, [...shape]));
    const inputs = names.map((name) => fixed.get(name) ?? tf.scalar(NaN));
    const f = (...xs: tf.Tensor[]): tf.Scalar => {
      const symbols = new Map(fixed);
      names.forEach((name, i) => symbols.set(name, xs[i] ?? tf.scalar(NaN)));
      return tf.sum(toTensor(root, symbols, columns));
    };
    return tf
      .grads(f)(inputs)
      .map((g) => g.dataSync() as Float32Array);
  });
  const left = tf.memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors were left behind`);
  return found;
}
