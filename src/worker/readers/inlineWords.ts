// The words in which Python and JSON write single numbers, and the calls that wrap an array without changing it.

const MODULES = '(?:np|numpy|math|torch|jnp|tf)';

/** Sticky patterns: set `lastIndex`, then `exec`. */
export const PATTERNS = {
  space: /(?:\s|\\\r?\n|#[^\n]*)*/y,
  number: /[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y,
  nonFinite: new RegExp(`([+-]?)(?:${MODULES}\\.)?(nan|inf|infinity|NINF|PINF|null)(?![\\w.(])`, 'iy'),
  boolean: /(?:np\.|numpy\.)?(True|False)_?(?![\w.(])/iy,
  quoted: /(?:"([^"\\\n]*)"|'([^'\\\n]*)')/y,
  ellipsis: /\.\.\.|…/y,
  name: /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y,
  /** The first argument, where it is named. */
  argumentName: /(?:object|data|value|values|a)\s*=\s*/y,
  tensorFlow: /<tf\.(?:Tensor|Variable)[^>]*?\bnumpy=\s*/y,
  assignment: /\s*(?:[A-Za-z_][\w.]*\s*(?::[^=\n]*)?=(?!=)|Parameter containing:)\s*/y,
  /** Between numbers without brackets, where another one follows in the same line. */
  bareSeparator: /[ \t]*[,;\t ][ \t]*(?=[^\s#])/y,
  ending: /(?:[\s,;]|\\\r?\n|#[^\n]*)*/y,
  /** What may not follow a number or an array: it would be a part of an expression. */
  continues: /[^\s,\])}>;#:`"'<]|[ \t]*(?:[*/%@&|^]|[+-][ \t])/y,
  suffix: /\s*\.\s*([A-Za-z_]\w*)/y,
};

/** Calls whose result is their first argument as an array: the last part of the dotted name. */
export const ARRAY_CALLS: ReadonlySet<string> = new Set([
  ...['array', 'asarray', 'asanyarray', 'ascontiguousarray', 'asfarray', 'matrix', 'Array', 'DeviceArray'],
  ...[
    'tensor',
    'as_tensor',
    'Tensor',
    'FloatTensor',
    'DoubleTensor',
    'HalfTensor',
    'LongTensor',
    'IntTensor',
  ],
  ...['BoolTensor', 'ByteTensor', 'Parameter', 'constant', 'convert_to_tensor', 'Variable', 'Series'],
]);

/** The same for single numbers, lists and tuples, as in `np.float64(0.5)`, which NumPy 2 prints. */
export const NUMBER_CALLS: ReadonlySet<string> = new Set([
  ...['list', 'tuple', 'float', 'int', 'bool', 'bool_', 'float16', 'float32', 'float64', 'bfloat16'],
  ...['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'],
]);

/** Methods that leave every number as it is. */
export const HARMLESS_METHODS: ReadonlySet<string> = new Set([
  ...[
    'cuda',
    'cpu',
    'detach',
    'clone',
    'contiguous',
    'numpy',
    'copy',
    'requires_grad_',
    'tolist',
    'block_until_ready',
  ],
]);

export type NumberKind = 'bool' | 'integer' | 'real';

/** What the name of an element type in any library stands for. */
export function kindOf(typeName: string): NumberKind | undefined {
  if (/bool/i.test(typeName)) return 'bool';
  if (/float|double|half|single/i.test(typeName)) return 'real';
  return /int|long|short|byte/i.test(typeName) ? 'integer' : undefined;
}
