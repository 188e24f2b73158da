// What a loss needs besides prediction and label, refused by name before anything is read: extra inputs, one number
// a class, a number of classes that it is defined for.
import type { Declaration, Limit } from '../../catalogue/declaration';
import type { Parameters } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { readNumbers } from '../readers/convert';
import type { Arrangement } from './arrangement';
import type { Sources } from './dataOptions';
import { checkLimit } from './limits';

/** @throws LossaryError `missingInput`, `badParameter` or `shape` */
export function requireAll(
  declaration: Declaration,
  params: Parameters,
  arrangement: Arrangement,
  sources: Sources,
): void {
  requireInputs(declaration, sources);
  requireRanges(declaration, sources);
  requireVectors(declaration, params);
  requireColumns(declaration, params, arrangement);
}

function requireInputs({ id, inputs = {} }: Declaration, { extra }: Sources): void {
  for (const [name, { required, meaning }] of Object.entries(inputs)) {
    if (!required || extra[name] !== undefined) continue;
    throw new LossaryError({
      code: 'missingInput',
      message: `${id} needs the input "${name}": ${meaning.en}.`,
      fix: `Name a file or an array for it: ${name}=…`,
    });
  }
}

/** What every loss takes; else an input is within what its declaration says. */
const COMMON_LIMITS: Readonly<Record<string, Limit>> = {
  sampleWeight: { from: 0, why: { en: 'a weight is never negative', zh: '权重不为负' } },
  mask: {
    from: 0,
    to: 1,
    why: { en: 'a mask keeps (1) or leaves out (0)', zh: '掩码取 1（保留）或 0（排除）' },
  },
};

/** How many numbers are looked at together. */
const CHUNK = 1 << 16;

function requireRanges({ inputs = {} }: Declaration, { extra }: Sources): void {
  for (const [name, source] of Object.entries(extra)) {
    const limit = inputs[name]?.limit ?? COMMON_LIMITS[name];
    if (limit === undefined) continue;
    for (let start = 0; start < source.length; start += CHUNK) {
      const numbers = readNumbers(source, start, Math.min(CHUNK, source.length - start));
      checkLimit(limit, numbers, source, (i) => start + i);
    }
  }
}

function requireVectors({ id, parameters }: Declaration, params: Parameters): void {
  for (const parameter of parameters) {
    if (parameter.kind !== 'vector' || parameter.required !== true || params[parameter.name] !== null)
      continue;
    throw new LossaryError({
      code: 'badParameter',
      message: `${id} needs the parameter "${parameter.name}": ${parameter.meaning.en}.`,
      fix: `Give one number a class, such as ${parameter.name}=[1, 2, 0.5].`,
    });
  }
}

function requireColumns(
  { id, limits }: Declaration,
  params: Parameters,
  { layout, columns }: Arrangement,
): void {
  const limit = limits?.(params).columns;
  if (limit === undefined || layout !== 'classes') return;
  const { from = 1, to = Infinity, why } = limit;
  if (columns >= from && columns <= to) return;
  const [classes, wanted] = [
    columns === 1 ? 'one class' : `${columns} classes`,
    to === Infinity ? `at least ${from}` : from === to ? `exactly ${from}` : `${from} to ${to}`,
  ];
  throw new LossaryError({
    code: 'shape',
    message: `${id} is not defined for ${classes}: ${why.en}.`,
    fix: `The prediction needs ${wanted} along its class axis.`,
  });
}
