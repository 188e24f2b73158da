// The element types of .npy files: which are read, and what to do about the others.
import type { Failure } from '../../protocol/errors';
import type { PythonLiteral } from './pythonLiteral';
import type { DType } from './source';

const NUMERIC: Readonly<Record<string, DType>> = {
  b1: 'bool',
  i1: 'int8',
  u1: 'uint8',
  i2: 'int16',
  u2: 'uint16',
  i4: 'int32',
  u4: 'uint32',
  i8: 'int64',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

const SAVE_AS = (expression: string) => `In Python: np.save(path, ${expression}).`;

/** By the letter of the type's kind: what the array holds, and how to save numbers instead. */
const REFUSED: Readonly<Record<string, { readonly holds: string; readonly fix: string }>> = {
  O: {
    holds: 'Python objects (pickled), not numbers; often rows of different lengths',
    fix: SAVE_AS('np.stack(list(a)).astype(np.float64)'),
  },
  c: { holds: 'complex numbers', fix: `${SAVE_AS('np.abs(a)')} Or save a.real and a.imag apart.` },
  f: { holds: 'extended-precision numbers (longdouble)', fix: SAVE_AS('a.astype(np.float64)') },
  S: {
    holds: 'text',
    fix: 'Save numbers; for class names: np.save(path, np.unique(a, return_inverse=True)[1]).',
  },
  U: {
    holds: 'text',
    fix: 'Save numbers; for class names: np.save(path, np.unique(a, return_inverse=True)[1]).',
  },
  M: { holds: 'dates', fix: SAVE_AS('a.astype(np.int64)') },
  m: { holds: 'time spans', fix: SAVE_AS('a.astype(np.float64)') },
  V: { holds: 'raw bytes (bfloat16 is saved so)', fix: SAVE_AS('a.astype(np.float32)') },
};

export interface ElementType {
  readonly dtype: DType;
  readonly bigEndian: boolean;
}

/** Elements that are not read, as the file calls them, and why not. */
export interface RefusedType {
  readonly descr: string;
  readonly failure: Failure;
}

/** The header's `descr` as an element type. */
export function parseDescr(descr: PythonLiteral): ElementType | RefusedType {
  const failure = refusal(descr);
  return 'code' in failure ? { descr: typeof descr === 'string' ? descr : 'record', failure } : failure;
}

function refusal(descr: PythonLiteral): ElementType | Failure {
  if (Array.isArray(descr)) return refuseRecords(descr);
  const match = typeof descr === 'string' ? /^([<>|=]?)([a-zA-Z])(\d*)/.exec(descr) : null;
  if (match === null) {
    return { code: 'corrupt', message: `Unknown element type ${JSON.stringify(descr)}.` };
  }
  const [, order, kind = '', size = ''] = match;
  const dtype = NUMERIC[kind + size];
  if (dtype !== undefined) return { dtype, bigEndian: order === '>' };
  const refused = REFUSED[kind];
  return {
    code: 'unsupported',
    message: `The array holds ${refused?.holds ?? 'elements of a type that is not read'} (dtype ${match[0]}).`,
    fix: refused?.fix ?? SAVE_AS('a.astype(np.float64)'),
  };
}

function refuseRecords(descr: readonly PythonLiteral[]): Failure {
  const fields = descr.map((field) => (Array.isArray(field) ? String(field[0]) : '?'));
  return {
    code: 'unsupported',
    message: `The array holds records with the fields ${fields.join(', ')}.`,
    fix: `Save one field. ${SAVE_AS(`a[${JSON.stringify(fields[0] ?? 'field')}]`)}`,
  };
}
