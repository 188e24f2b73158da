// Turns what a request names (an id, a preset, some parameters) into a declaration with every parameter's value.
import type { Declaration, Parameter, Preset } from '../../catalogue/declaration';
import { loadDeclaration } from '../../catalogue/loadDeclaration';
import { IGNORE_INDEX } from '../../catalogue/parameters';
import type {
  ArrayInput,
  Computation,
  ComputeRequest,
  Parameters,
  ParameterValue,
  Ranges,
} from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { likelyMeant } from '../readers/nearest';

export interface Resolved {
  readonly declaration: Declaration;
  readonly params: Parameters;
  readonly preset?: string;
  /** As it was typed, where it is no entry of the catalogue. */
  readonly formula?: string;
  readonly ranges?: Ranges;
  /** Arrays that were given among the parameters. */
  readonly inputs: Readonly<Record<string, ArrayInput>>;
}

/** Inputs that every elementwise, class and region id takes. */
export const COMMON_INPUTS = ['sampleWeight', 'mask'] as const;

/** One entry a result: a computation with `preset: "all"` gives the default and every preset. */
export async function resolveAll(request: ComputeRequest): Promise<Resolved[]> {
  const declarations: Declaration[] = [];
  for (const computation of request.compute)
    declarations.push(await declarationOf(computation, request.params ?? {}));
  return resolveTo(declarations, request);
}

/** @param declarations those of the request's computations */
export function resolveTo(declarations: readonly Declaration[], request: ComputeRequest): Resolved[] {
  const named = declarations.map((declaration, i) => ({
    computation: request.compute[i] as Computation,
    declaration,
  }));
  for (const name of Object.keys(request.params ?? {})) {
    if (!named.some(({ declaration }) => takes(declaration, name))) {
      throw unknownParameter(
        name,
        named.flatMap(({ declaration }) => namesOf(declaration)),
      );
    }
  }
  return named.flatMap(({ computation, declaration }) => {
    const shared = Object.entries(request.params ?? {}).filter(([name]) => takes(declaration, name));
    const given = { ...Object.fromEntries(shared), ...computation.params };
    if ('formula' in computation)
      return [
        {
          ...resolve(declaration, undefined, given),
          formula: computation.formula,
          ...(computation.ranges === undefined ? {} : { ranges: computation.ranges }),
        },
      ];
    if (computation.preset !== 'all') return [resolve(declaration, computation.preset, given)];
    return [undefined, ...declaration.presets.map((preset) => preset.name)].map((preset) =>
      resolve(declaration, preset, given),
    );
  });
}

/** @param shared parameters of the whole request */
async function declarationOf(computation: Computation, shared: Parameters): Promise<Declaration> {
  if (!('formula' in computation)) return knownDeclaration(computation.id);
  const { declareNamed } = await import('../../catalogue/typedLoss');
  return declareNamed(computation, shared);
}

/** @throws LossaryError `unknownId`, with the ids that are near */
export async function knownDeclaration(id: string): Promise<Declaration> {
  const found = await loadDeclaration(id);
  if (found !== undefined) return found;
  const { CATALOGUE } = await import('../../catalogue/catalogue');
  const near = likelyMeant(
    id,
    CATALOGUE.map((d) => d.id),
  );
  throw new LossaryError({
    code: 'unknownId',
    message: `There is no loss or metric "${id}".`,
    fix: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`lossary list` shows them all.',
  });
}

/** A part of a compound, with these parameters over its defaults. */
export function resolvePart(declaration: Declaration, given: Parameters): Resolved {
  return resolve(declaration, undefined, given);
}

function namesOf(declaration: Declaration): string[] {
  return [...declaration.parameters.map((p) => p.name), ...Object.keys(declaration.inputs ?? {})];
}

function takes(declaration: Declaration, name: string): boolean {
  if (namesOf(declaration).includes(name) || COMMON_INPUTS.some((common) => common === name)) return true;
  return (
    name === 'ignoreIndex' &&
    declaration.layouts.some((layout) => layout === 'elements' || layout === 'classes')
  );
}

function unknownParameter(name: string, known: readonly string[], of?: string): LossaryError {
  const near = likelyMeant(name, known);
  const subject = of ?? 'None of the losses';
  return new LossaryError({
    code: 'unknownParameter',
    message: `${subject} has no parameter "${name}".`.replace(
      'None of the losses has no',
      'None of the losses has a',
    ),
    fix:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : known.length > 0
          ? `It has ${[...new Set(known)].join(', ')}.`
          : 'It has no parameters.',
  });
}

function resolve(declaration: Declaration, presetName: string | undefined, given: Parameters): Resolved {
  const preset = presetName === undefined ? undefined : findPreset(declaration, presetName);
  const params: Record<string, ParameterValue> = {};
  for (const parameter of declaration.parameters) params[parameter.name] = parameter.default;
  Object.assign(params, preset?.params);
  const inputs: Record<string, ArrayInput> = {};
  for (const [name, value] of Object.entries(given)) {
    const declared = declaration.parameters.find((p) => p.name === name);
    const parameter =
      declared ?? (name === 'ignoreIndex' && takes(declaration, name) ? IGNORE_INDEX : undefined);
    if (parameter !== undefined) params[name] = checked(declaration.id, parameter, value);
    else if (takes(declaration, name)) inputs[name] = value as ArrayInput;
    else throw unknownParameter(name, namesOf(declaration), declaration.id);
  }
  const settled = new Set([...Object.keys(preset?.params ?? {}), ...Object.keys(given)]);
  // Where a hard decision is made on logits; top-k's threshold is a probability of the true class.
  const decides = declaration.family !== 'distribution' && 'threshold' in params;
  if (params['input'] === 'logits' && decides && !settled.has('threshold')) params['threshold'] = 0;
  return { declaration, params, inputs, ...(preset === undefined ? {} : { preset: preset.name }) };
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

function findPreset(declaration: Declaration, name: string): Preset {
  const found = declaration.presets.find((preset) => plain(preset.name) === plain(name));
  if (found !== undefined) return found;
  const names = declaration.presets.map((preset) => preset.name);
  const near = likelyMeant(name, names);
  throw new LossaryError({
    code: 'unknownParameter',
    message: `${declaration.id} has no preset "${name}".`,
    fix:
      names.length === 0
        ? 'It has none.'
        : near.length > 0
          ? `Did you mean "${near.join('" or "')}"?`
          : `It has ${names.map((n) => `"${n}"`).join(', ')}.`,
  });
}

/** The value, where the parameter may have it. @throws LossaryError `badParameter` */
export function checked(id: string, parameter: Parameter, value: ParameterValue): ParameterValue {
  const bad = (fix: string): LossaryError =>
    new LossaryError({
      code: 'badParameter',
      message: `${id}: ${parameter.name} cannot be ${JSON.stringify(value)}.`,
      fix,
    });
  switch (parameter.kind) {
    case 'number': {
      if (value === null || value === 'none') {
        if (parameter.optional === true) return null;
        throw bad(`Give a number from ${parameter.min} to ${parameter.max}.`);
      }
      if (typeof value === 'string' && parameter.words?.includes(value) === true) return value;
      const orNumbers = Array.isArray(value) ? value : undefined;
      if (orNumbers !== undefined) throw bad('Give one number.');
      if (
        typeof value !== 'number' ||
        Number.isNaN(value) ||
        value < parameter.min ||
        value > parameter.max
      ) {
        const words = parameter.words === undefined ? '' : `, or ${parameter.words.join(' or ')}`;
        throw bad(`Give a number from ${parameter.min} to ${parameter.max}${words}.`);
      }
      if (parameter.integer === true && !Number.isInteger(value)) throw bad('Give a whole number.');
      return value;
    }
    case 'choice':
      if (typeof value === 'string' && parameter.choices.includes(value)) return value;
      throw bad(`Give one of ${parameter.choices.join(', ')}.`);
    case 'switch':
      if (typeof value === 'boolean') return value;
      throw bad('Give true or false.');
    case 'vector':
      if (value === null) return value;
      if (parameter.orNumber === true && typeof value === 'number') return value;
      if (Array.isArray(value) && value.every((v) => typeof v === 'number')) return value;
      throw bad('Give one number a class, such as [1, 2, 0.5].');
    case 'text':
      if (typeof value === 'string' || value === null) return value;
      throw bad('Give text.');
  }
}
