// The losses under study: which, with what parameters, and which of them leads. Several views show them.
import { findDeclaration } from '../../../src/catalogue/catalogue';
import type { Declaration } from '../../../src/catalogue/declaration';
import type { Parameters } from '../../../src/protocol/compute';
import type { StudiedLoss, VisualizerState } from '../../../src/protocol/views';
import { presetParameters } from '../../shared/declarationOf';

export interface ShownLoss {
  readonly declaration: Declaration;
  /** Every parameter in force. */
  readonly params: Parameters;
  readonly preset?: string;
}

export interface Study {
  readonly losses: readonly ShownLoss[];
  /** Index of the loss whose note and sliders are shown. */
  readonly leading: number;
}

/** Ids that the catalogue does not know are left out. */
export function studyOf({ losses, leading = 0 }: Pick<VisualizerState, 'losses' | 'leading'>): Study {
  const leader = losses[leading];
  const known = losses.filter(({ id }) => findDeclaration(id) !== undefined);
  return {
    losses: known.map(({ id, params, preset }) => shownLoss(findDeclaration(id)!, params, preset)),
    leading: Math.max(0, leader === undefined ? 0 : known.indexOf(leader)),
  };
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
    losses: losses.map(({ declaration, params, preset }): StudiedLoss => ({
      id: declaration.id,
      params: changedOnly(declaration, params, preset),
      ...(preset === undefined ? {} : { preset }),
    })),
    ...(leading === 0 ? {} : { leading }),
  };
}

function changedOnly(declaration: Declaration, params: Parameters, preset: string | undefined): Parameters {
  const usual = presetParameters(declaration, preset);
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
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
    return { declaration: loss.declaration, params, ...(preset === undefined ? {} : { preset }) };
  });
  return { ...study, losses };
}

/** What a loss is called in chips and legends. */
export function shownName({ declaration, preset }: ShownLoss): string {
  return preset === undefined ? declaration.id : `${declaration.id} · ${preset}`;
}
