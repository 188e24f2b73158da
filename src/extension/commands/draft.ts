// What a dialog gathers before there is a request: the losses, and where each input is.
import type { Declaration } from '../../catalogue/declaration';
import type { Computation, ComputeRequest } from '../../protocol/compute';
import type { Evidence } from './guessRoles';

export interface Draft {
  /** Ids, names of custom losses, or what was typed: `0.5*dice + bce`. */
  readonly losses: readonly string[];
  /** Source by input name: `prediction`, `label`, and what some losses need besides. */
  readonly sources: Readonly<Record<string, string>>;
  /** Inputs whose source came with the command: not asked for, but a key of theirs may be. */
  readonly given: readonly string[];
  /** What the dialog is for, where that is no computation. */
  readonly title?: string;
  /** Why `sources` has the two as it has, where that was guessed. */
  readonly guessed?: readonly Evidence[];
}

/** The inputs that the losses of the draft cannot do without, prediction and label first. */
export function neededInputs(draft: Draft, find: (id: string) => Declaration | undefined): string[] {
  const chosen = draft.losses.flatMap((id) => find(id) ?? []);
  const isOpen = chosen.length === 0;
  const comparesLabel = chosen.some((each) => {
    const params = Object.fromEntries(
      each.parameters.map((parameter) => [parameter.name, parameter.default]),
    );
    return each.layouts.some((layout) => each.label(params, layout) !== 'none');
  });
  const others = chosen.flatMap(({ inputs = {} }) =>
    Object.entries(inputs).flatMap(([name, { required }]) => (required ? [name] : [])),
  );
  const needed = ['prediction', ...(isOpen || comparesLabel ? ['label'] : []), ...others];
  return [...new Set(needed)];
}

/** Prediction and label the other way round, as a person wants it; one of them may be missing. */
export function swapped({ losses, sources, given }: Draft): Draft {
  const { prediction, label, ...others } = sources;
  const other = (name: string): string =>
    name === 'prediction' ? 'label' : name === 'label' ? 'prediction' : name;
  return {
    losses,
    sources: {
      ...others,
      ...(label === undefined ? {} : { prediction: label }),
      ...(prediction === undefined ? {} : { label: prediction }),
    },
    given: given.map(other),
  };
}

/** The request that a finished draft stands for; sources that its losses do not need are left out. */
export function requestOf(
  { losses, sources }: Draft,
  needed: readonly string[],
  computation: (loss: string) => Computation = (id) => ({ id }),
): ComputeRequest {
  const { prediction, label } = sources;
  const others = Object.entries(sources).filter(
    ([name]) => name !== 'prediction' && name !== 'label' && needed.includes(name),
  );
  return {
    compute: losses.map(computation),
    ...(prediction === undefined ? {} : { prediction }),
    ...(label === undefined || !needed.includes('label') ? {} : { label }),
    ...(others.length === 0 ? {} : { inputs: Object.fromEntries(others) }),
  };
}
