// Four ways to say the same in Python: PyTorch, Keras 3, JAX and NumPy. Each dialect gives the functions of the
// operators, and everything else in which the libraries differ. Text in, text out.
import type { PointwiseOp } from '../expression';

export type DialectName = 'torch' | 'keras' | 'jax' | 'numpy';

export const DIALECTS: readonly DialectName[] = ['torch', 'keras', 'jax', 'numpy'];

/** What one argument of an operator is: an array of the library, or a Python number. */
export interface Argument {
  readonly text: string;
  readonly isScalar: boolean;
}

/** Axes as Python has them: `1`, `(0, 2)`, or nothing for all. */
export interface Along {
  readonly axis?: string;
  readonly keep?: boolean;
}

export interface Dialect {
  readonly name: DialectName;
  readonly title: string;
  /** Functions of one array. */
  readonly unary: Readonly<Partial<Record<PointwiseOp, string>>>;
  readonly where: string;
  readonly extreme: (op: 'min' | 'max', a: Argument, b: Argument) => string;
  readonly xlogy: (a: string, b: string) => string;
  /** −[y ln p + (1 − y) ln(1 − p)] of every element, logs clamped at −100, where the library has it. */
  readonly binaryCrossEntropy?: (p: string, y: string) => string;
  readonly sum: (x: string, along: Along) => string;
  readonly mean: (x: string, along: Along) => string;
  readonly largest: (x: string, along: Along) => string;
  readonly logSumExp: (x: string, axis: number) => string;
  readonly logSoftmax: (x: string, axis: number) => string;
  readonly softmax: (x: string, axis: number) => string;
  readonly cumulative: (x: string, axis: number) => string;
  readonly flip: (x: string, axis: number) => string;
  /** A truth or a whole number as the type of `like`. */
  readonly cast: (x: string, like: string) => string;
  /** What of `x` stands at `index` along `axis`; the axis stays, with one entry. */
  readonly pick: (x: string, index: string, axis: number) => string;
  /** The lines that make `name`: indices as columns of 0 and 1 along axis 1, of the type and width of `like`. */
  readonly oneHot: (name: string, index: string, like: string) => string[];
  readonly argmax: (x: string, axis: number) => string;
  /** `x` repeated to the shape of `like`. */
  readonly broadcast: (x: string, like: string) => string;
  readonly moveAxis: (x: string, from: number, to: number) => string;
  readonly swapAxes: (x: string, a: number, b: number) => string;
  /** Rows of a matrix by index. */
  readonly take: (x: string, index: string) => string;
  readonly reshape: (x: string, shape: string) => string;
  /** Unpacks the last axis of four. */
  readonly unpack: (x: string) => string;
  /** Python numbers as an array of the type of `like`. */
  readonly array: (x: string, like: string) => string;
  readonly arange: (count: string, like: string) => string;
  /** Arrays side by side along a new axis. */
  readonly stack: (x: string, axis: number) => string;
  readonly argsort: (x: string) => string;
  /** Entries of the last axis by index. */
  readonly takeLast: (x: string, index: string) => string;
  /** From each number to the next, 0 behind the last. */
  readonly gaps: (x: string) => string;
  /** The same value, without a gradient. */
  readonly detach: (x: string) => string;
}

/** `name(x, axis=1, keepdims=True)`, with the library's words for both. */
function reduced(name: string, axisWord: string, keepWord: string): (x: string, along: Along) => string {
  return (x, { axis, keep }) => {
    const more =
      axis === undefined ? '' : `, ${axisWord}=${axis}${keep === true ? `, ${keepWord}=True` : ''}`;
    return `${name}(${x}${more})`;
  };
}

function unary(prefix: string, others: Dialect['unary']): Dialect['unary'] {
  const shared = ['abs', 'sign', 'log', 'exp', 'log1p', 'expm1', 'sqrt', 'tanh'] as const;
  return { ...Object.fromEntries(shared.map((op) => [op, `${prefix}.${op}`])), ...others };
}

const after = (axis: number): string => (axis === -1 ? '..., None' : ':, None');

/** An index with the axis that it points along. */
const alongAxis = (index: string, axis: number): string => `${index}[${after(axis)}]`;

const extremeOf =
  (prefix: string) =>
  (op: 'min' | 'max', a: Argument, b: Argument): string =>
    `${prefix}.${op}imum(${a.text}, ${b.text})`;

const TORCH: Dialect = {
  name: 'torch',
  title: 'PyTorch',
  unary: unary('torch', { atan: 'torch.atan', sigmoid: 'torch.sigmoid', softplus: 'F.softplus' }),
  where: 'torch.where',
  extreme: (op, a, b) => {
    if (!a.isScalar && !b.isScalar) return `torch.${op}imum(${a.text}, ${b.text})`;
    const [array, bound] = a.isScalar ? [b, a] : [a, b];
    return `torch.clamp(${array.text}, ${op === 'min' ? 'max' : 'min'}=${bound.text})`;
  },
  xlogy: (a, b) => `torch.special.xlogy(${a}, ${b})`,
  binaryCrossEntropy: (p, y) => `F.binary_cross_entropy(${p}, ${y}, reduction="none")`,
  sum: reduced('torch.sum', 'dim', 'keepdim'),
  mean: reduced('torch.mean', 'dim', 'keepdim'),
  largest: reduced('torch.amax', 'dim', 'keepdim'),
  logSumExp: (x, axis) => `torch.logsumexp(${x}, dim=${axis}, keepdim=True)`,
  logSoftmax: (x, axis) => `F.log_softmax(${x}, dim=${axis})`,
  softmax: (x, axis) => `F.softmax(${x}, dim=${axis})`,
  cumulative: (x, axis) => `torch.cumsum(${x}, dim=${axis})`,
  flip: (x, axis) => `torch.flip(${x}, [${axis}])`,
  cast: (x, like) => `(${x}).to(${like}.dtype)`,
  pick: (x, index, axis) => `torch.gather(${x}, ${axis}, ${alongAxis(index, axis)})`,
  oneHot: (name, index, like) => [
    `${name} = F.one_hot(${index}, ${like}.shape[1]).to(${like}.dtype)`,
    `${name} = ${name}.movedim(-1, 1)`,
  ],
  argmax: (x, axis) => `torch.argmax(${x}, dim=${axis})`,
  broadcast: (x, like) => `torch.broadcast_to(${x}, ${like}.shape)`,
  moveAxis: (x, from, to) => `${x}.movedim(${from}, ${to})`,
  swapAxes: (x, a, b) => `torch.swapaxes(${x}, ${a}, ${b})`,
  take: (x, index) => `${x}[${index}]`,
  reshape: (x, shape) => `${x}.reshape(${shape})`,
  unpack: (x) => `${x}.unbind(-1)`,
  array: (x, like) => `torch.as_tensor(${x}, dtype=${like}.dtype, device=${like}.device)`,
  arange: (count, like) => `torch.arange(${count}, device=${like}.device)`,
  stack: (x, axis) => `torch.stack([${x}], dim=${axis})`,
  argsort: (x) => `torch.argsort(${x})`,
  takeLast: (x, index) => `${x}[..., ${index}]`,
  gaps: (x) => `F.pad(torch.diff(${x}), (0, 1))`,
  detach: (x) => `${x}.detach()`,
};

const KERAS: Dialect = {
  name: 'keras',
  title: 'Keras',
  unary: unary('ops', { atan: 'ops.arctan', sigmoid: 'ops.sigmoid', softplus: 'ops.softplus' }),
  where: 'ops.where',
  extreme: extremeOf('ops'),
  xlogy: (a, b) => `xlogy(${a}, ${b})`,
  sum: reduced('ops.sum', 'axis', 'keepdims'),
  mean: reduced('ops.mean', 'axis', 'keepdims'),
  largest: reduced('ops.max', 'axis', 'keepdims'),
  logSumExp: (x, axis) => `ops.logsumexp(${x}, axis=${axis}, keepdims=True)`,
  logSoftmax: (x, axis) => `ops.log_softmax(${x}, axis=${axis})`,
  softmax: (x, axis) => `ops.softmax(${x}, axis=${axis})`,
  cumulative: (x, axis) => `ops.cumsum(${x}, axis=${axis})`,
  flip: (x, axis) => `ops.flip(${x}, axis=${axis})`,
  cast: (x, like) => `ops.cast(${x}, ${like}.dtype)`,
  pick: (x, index, axis) => `ops.take_along_axis(${x}, ${alongAxis(index, axis)}, axis=${axis})`,
  oneHot: (name, index, like) => [
    `${name} = ops.one_hot(${index}, ${like}.shape[1], axis=1, dtype=${like}.dtype)`,
  ],
  argmax: (x, axis) => `ops.argmax(${x}, axis=${axis})`,
  broadcast: (x, like) => `ops.broadcast_to(${x}, ${like}.shape)`,
  moveAxis: (x, from, to) => `ops.moveaxis(${x}, ${from}, ${to})`,
  swapAxes: (x, a, b) => `ops.swapaxes(${x}, ${a}, ${b})`,
  take: (x, index) => `ops.take(${x}, ${index}, axis=0)`,
  reshape: (x, shape) => `ops.reshape(${x}, (${shape}${/^\*[^,]*$/.test(shape) ? ',' : ''}))`,
  unpack: (x) => `ops.unstack(${x}, axis=-1)`,
  array: (x, like) => `ops.convert_to_tensor(${x}, dtype=${like}.dtype)`,
  arange: (count) => `ops.arange(${count})`,
  stack: (x, axis) => `ops.stack([${x}], axis=${axis})`,
  argsort: (x) => `ops.argsort(${x})`,
  takeLast: (x, index) => `ops.take(${x}, ${index}, axis=-1)`,
  gaps: (x) => `ops.pad(${x}[1:] - ${x}[:-1], [[0, 1]])`,
  detach: (x) => `ops.stop_gradient(${x})`,
};

/** What NumPy and jax.numpy share. */
function numpyLike(prefix: string, special: string): Omit<Dialect, 'name' | 'title' | 'detach' | 'oneHot'> {
  return {
    unary: unary(prefix, { atan: `${prefix}.arctan`, sigmoid: `${special}.expit` }),
    where: `${prefix}.where`,
    extreme: extremeOf(prefix),
    xlogy: (a, b) => `${special}.xlogy(${a}, ${b})`,
    sum: reduced(`${prefix}.sum`, 'axis', 'keepdims'),
    mean: reduced(`${prefix}.mean`, 'axis', 'keepdims'),
    largest: reduced(`${prefix}.max`, 'axis', 'keepdims'),
    logSumExp: (x, axis) => `${special}.logsumexp(${x}, axis=${axis}, keepdims=True)`,
    logSoftmax: (x, axis) => `${special}.log_softmax(${x}, axis=${axis})`,
    softmax: (x, axis) => `${special}.softmax(${x}, axis=${axis})`,
    cumulative: (x, axis) => `${prefix}.cumsum(${x}, axis=${axis})`,
    flip: (x, axis) => `${prefix}.flip(${x}, axis=${axis})`,
    cast: (x, like) => `(${x}).astype(${like}.dtype)`,
    pick: (x, index, axis) => `${prefix}.take_along_axis(${x}, ${alongAxis(index, axis)}, axis=${axis})`,
    argmax: (x, axis) => `${prefix}.argmax(${x}, axis=${axis})`,
    broadcast: (x, like) => `${prefix}.broadcast_to(${x}, ${like}.shape)`,
    moveAxis: (x, from, to) => `${prefix}.moveaxis(${x}, ${from}, ${to})`,
    swapAxes: (x, a, b) => `${prefix}.swapaxes(${x}, ${a}, ${b})`,
    take: (x, index) => `${x}[${index}]`,
    reshape: (x, shape) => `${x}.reshape(${shape})`,
    unpack: (x) => `${prefix}.moveaxis(${x}, -1, 0)`,
    array: (x, like) => `${prefix}.asarray(${x}, dtype=${like}.dtype)`,
    arange: (count) => `${prefix}.arange(${count})`,
    stack: (x, axis) => `${prefix}.stack([${x}], axis=${axis})`,
    argsort: (x) => `${prefix}.argsort(${x})`,
    takeLast: (x, index) => `${x}[..., ${index}]`,
    gaps: (x) => `${prefix}.append(${prefix}.diff(${x}), 0.0)`,
  };
}

const JAX_SHARED = numpyLike('jnp', 'jax.scipy.special');

const JAX: Dialect = {
  ...JAX_SHARED,
  name: 'jax',
  title: 'JAX',
  unary: { ...JAX_SHARED.unary, sigmoid: 'jax.nn.sigmoid', softplus: 'jax.nn.softplus' },
  logSoftmax: (x, axis) => `jax.nn.log_softmax(${x}, axis=${axis})`,
  softmax: (x, axis) => `jax.nn.softmax(${x}, axis=${axis})`,
  logSumExp: (x, axis) => `jax.nn.logsumexp(${x}, axis=${axis}, keepdims=True)`,
  oneHot: (name, index, like) => [
    `${name} = jax.nn.one_hot(${index}, ${like}.shape[1], axis=1, dtype=${like}.dtype)`,
  ],
  detach: (x) => `jax.lax.stop_gradient(${x})`,
};

const NUMPY: Dialect = {
  ...numpyLike('np', 'special'),
  name: 'numpy',
  title: 'NumPy',
  oneHot: (name, index, like) => [
    `${name} = np.eye(${like}.shape[1], dtype=${like}.dtype)[${index}]`,
    `${name} = np.moveaxis(${name}, -1, 1)`,
  ],
  detach: (x) => x,
};

const BY_NAME: Readonly<Record<DialectName, Dialect>> = {
  torch: TORCH,
  keras: KERAS,
  jax: JAX,
  numpy: NUMPY,
};

export function dialectOf(name: DialectName): Dialect {
  return BY_NAME[name];
}
