// What the visualizer shows, built from and remembered as the state that the extension knows.
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { Declaration } from '../../src/catalogue/declaration';
import type { ProbeAxis } from '../../src/catalogue/probePath';
import type { Parameters } from '../../src/protocol/compute';
import type { Language, VisualizerState } from '../../src/protocol/views';
import { presetParameters } from '../shared/declarationOf';

export interface ShownLoss {
  readonly declaration: Declaration;
  /** Every parameter in force. */
  readonly params: Parameters;
  readonly preset?: string;
}

export interface ViewState {
  readonly losses: readonly ShownLoss[];
  /** Index of the loss whose note and sliders are shown. */
  readonly leading: number;
  readonly label: number | undefined;
  readonly at: number | undefined;
  readonly axis: ProbeAxis | undefined;
  readonly language: Language;
  readonly dragging: boolean;
  /** The losses once nothing is being dragged: what formulas follow. */
  readonly settled: readonly ShownLoss[];
  readonly openTables: ReadonlySet<string>;
}

export interface Remembered {
  readonly state: VisualizerState;
  readonly language: Language;
}

/** Ids that the catalogue does not know are left out. */
export function fromState(state: VisualizerState, language: Language): ViewState {
  const losses = state.losses.flatMap(({ id, params, preset }): ShownLoss[] => {
    const declaration = findDeclaration(id);
    if (declaration === undefined) return [];
    return [shownLoss(declaration, params, preset)];
  });
  return {
    losses,
    settled: losses,
    leading: 0,
    label: state.label,
    at: state.at,
    axis: state.axis,
    language,
    dragging: false,
    openTables: new Set(),
  };
}

export function shownLoss(declaration: Declaration, params: Parameters = {}, preset?: string): ShownLoss {
  return {
    declaration,
    params: { ...presetParameters(declaration, preset), ...params },
    ...(preset === undefined ? {} : { preset }),
  };
}

/** The leading loss comes first, as the protocol has it. */
export function toState(view: ViewState): VisualizerState {
  const leader = view.losses[view.leading];
  const ordered = leader === undefined ? [] : [leader, ...view.losses.filter((loss) => loss !== leader)];
  return {
    losses: ordered.map(({ declaration, params, preset }) => ({
      id: declaration.id,
      params: changedOnly(declaration, params, preset),
      ...(preset === undefined ? {} : { preset }),
    })),
    ...(view.label === undefined ? {} : { label: view.label }),
    ...(view.at === undefined ? {} : { at: view.at }),
    ...(view.axis === 'probability' || view.axis === 'logit' ? { axis: view.axis } : {}),
  };
}

function changedOnly(declaration: Declaration, params: Parameters, preset: string | undefined): Parameters {
  const usual = presetParameters(declaration, preset);
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
}

/** What a loss is called in chips and legends. */
export function shownName({ declaration, preset }: ShownLoss): string {
  return preset === undefined ? declaration.id : `${declaration.id} · ${preset}`;
}
