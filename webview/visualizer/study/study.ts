// The losses under study: which, with what parameters, and which of them leads. Several views show them.
import { findDeclaration } from '../../../src/catalogue/catalogue';
import type { Declaration } from '../../../src/catalogue/declaration';
import { declareNamed, type TypedFormula } from '../../../src/catalogue/typedLoss';
import type { Computation, Parameters } from '../../../src/protocol/compute';
import type { StudiedLoss, VisualizerState } from '../../../src/protocol/views';
import { presetParameters } from '../../shared/declarationOf';

export interface ShownLoss {
  readonly declaration: Declaration;
  /** Every parameter in force. */
  readonly params: Parameters;
  readonly preset?: string;
  /** What was typed, where it is no entry of the catalogue. */
  readonly typed?: Pick<StudiedLoss, 'formula' | 'ranges'>;
}

export interface Study {
  readonly losses: readonly ShownLoss[];
  /** Index of the loss whose note and sliders are shown. */
  readonly leading: number;
}

/** Ids that the catalogue does not know are left out. */
export function studyOf({ losses, leading = 0 }: Pick<VisualizerState, 'losses' | 'leading'>): Study {
  const leader = losses[leading];
  const known = losses.flatMap((loss) => {
    const shown = studied(loss);
    return shown === undefined ? [] : [{ loss, shown }];
  });
  return {
    losses: known.map(({ shown }) => shown),
    leading: Math.max(
      0,
      known.findIndex(({ loss }) => loss === leader),
    ),
  };
}

function studied({ id, params, preset, formula, ranges }: StudiedLoss): ShownLoss | undefined {
  if (formula === undefined) {
    const found = findDeclaration(id);
    return found === undefined ? undefined : shownLoss(found, params, preset);
  }
  try {
    return typedLoss({
      formula,
      ...(id === 'formula' ? {} : { name: id }),
      ...(params === undefined ? {} : { params }),
      ...(ranges === undefined ? {} : { ranges }),
    });
  } catch {
    return undefined; // a link may hold a formula that cannot be read
  }
}

/** A formula as a loss under study. @throws LossaryError where it cannot be read */
function typedLoss(computation: TypedFormula): ShownLoss {
  const { formula, ranges } = computation;
  const typed = { formula, ...(ranges === undefined ? {} : { ranges }) };
  return { ...shownLoss(declareNamed(computation)), typed };
}

export function shownLoss(declaration: Declaration, params: Parameters = {}, preset?: string): ShownLoss {
  return {
    declaration,
    params: { ...presetParameters(declaration, preset), ...params },
    ...(preset === undefined ? {} : { preset }),
  };
}

/** As the protocol has it: only what differs from the preset. */
export function rememberedStudy({ losses, leading }: Study): Pick<VisualizerState, 'losses' | 'leading'> {
  return {
    losses: losses.map(({ declaration, params, preset, typed }): StudiedLoss => ({
      id: declaration.id,
      params: typed === undefined ? changedOnly(declaration, params, preset) : params,
      ...(preset === undefined ? {} : { preset }),
      ...typed,
    })),
    ...(leading === 0 ? {} : { leading }),
  };
}

/** A loss with every parameter in force, the data's form too. */
export function wholeLoss({ declaration, params, typed }: ShownLoss): StudiedLoss {
  return { id: declaration.id, params, ...typed };
}

function changedOnly(declaration: Declaration, params: Parameters, preset: string | undefined): Parameters {
  const usual = presetParameters(declaration, preset);
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
}

/** Adds what was typed: an expression over losses, or a formula. */
export function withTyped(study: Study, computation: Computation): Study {
  const found = 'formula' in computation ? undefined : findDeclaration(computation.id);
  const loss =
    'formula' in computation
      ? typedLoss(computation)
      : found === undefined
        ? undefined
        : shownLoss(found, computation.params);
  if (loss === undefined) return study;
  return { losses: [...study.losses, loss], leading: study.losses.length };
}

/** Adds a loss and lets it lead; one that is there already is taken away. */
export function toggled(study: Study, declaration: Declaration): Study {
  const index = study.losses.findIndex((loss) => loss.declaration === declaration);
  if (index >= 0) return without(study, index);
  return { losses: [...study.losses, shownLoss(declaration)], leading: study.losses.length };
}

export function without({ losses, leading }: Study, index: number): Study {
  const left = losses.filter((_, i) => i !== index);
  return {
    losses: left,
    leading: Math.max(0, Math.min(left.length - 1, index < leading ? leading - 1 : leading)),
  };
}

/** @param preset where the parameters are now a preset's, its name */
export function withParameters(study: Study, index: number, changes: Parameters, preset?: string): Study {
  const losses = study.losses.map((loss, i): ShownLoss => {
    if (i !== index) return loss;
    const params = { ...loss.params, ...changes };
    const { declaration, typed } = loss;
    return {
      declaration,
      params,
      ...(preset === undefined ? {} : { preset }),
      ...(typed === undefined ? {} : { typed }),
    };
  });
  return { ...study, losses };
}

/** What a loss is called in chips and legends. */
export function shownName({ declaration, params, preset, typed }: ShownLoss): string {
  const { expression } = params;
  if (typeof expression === 'string' && expression !== '') return expression;
  if (typed?.formula !== undefined && declaration.id === 'formula') return typed.formula;
  return preset === undefined ? declaration.id : `${declaration.id} · ${preset}`;
}
