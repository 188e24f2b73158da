// What the results view shows at a moment, and the part of it that survives a reload.
import type { ProbeAxis } from '../../src/catalogue/probePath';
import type { Computation, ComputationResult, ComputeRequest, Parameters } from '../../src/protocol/compute';
import type { Language, ShowBusy, ShowFailure, ShowResult } from '../../src/protocol/views';
import { defaultsOf, entryOf } from '../shared/declarationOf';
import { formatParameter } from '../shared/format';
import { symbolText } from '../shared/symbolText';

export type SortKey = 'loss' | 'index' | 'prediction' | 'label';

export interface ResultsState {
  readonly shown: ShowResult | undefined;
  readonly busy: ShowBusy | undefined;
  readonly failure: ShowFailure | undefined;
  readonly language: Language;
  /** Index of the result whose note and parameters are shown. */
  readonly selected: number;
  /** Parameters moved since the computation, by index of the result. */
  readonly edits: Readonly<Record<number, Parameters>>;
  /** Presets chosen since the computation, by index of the result; moving a parameter leaves the preset. */
  readonly presets: Readonly<Record<number, string>>;
  /** The same as `edits` once nothing is being dragged: what slower parts of the view follow. */
  readonly settledEdits: Readonly<Record<number, Parameters>>;
  readonly label: number | undefined;
  readonly at: number | undefined;
  readonly axis: ProbeAxis | undefined;
  readonly dragging: boolean;
  readonly openTables: ReadonlySet<string>;
  /** Histograms on a logarithmic scale; where not chosen, the data decide. */
  readonly logCounts: boolean | undefined;
  readonly sort: { readonly by: SortKey; readonly descending: boolean };
  readonly allHardest: boolean;
  readonly exportOpen: boolean;
}

/** What setState keeps. */
export interface Remembered {
  readonly shown?: ShowResult;
  readonly selected: number;
  readonly edits: Readonly<Record<number, Parameters>>;
  readonly label?: number;
  readonly at?: number;
  readonly axis?: ProbeAxis;
}

/** @param pageLanguage what the page says until a result does */
export function initialState(
  remembered: Remembered | undefined,
  pageLanguage: Language = 'en',
): ResultsState {
  return {
    shown: remembered?.shown,
    busy: undefined,
    failure: undefined,
    language: remembered?.shown?.language ?? pageLanguage,
    selected: remembered?.selected ?? 0,
    edits: remembered?.edits ?? {},
    settledEdits: remembered?.edits ?? {},
    presets: {},
    label: remembered?.label,
    at: remembered?.at,
    axis: remembered?.axis,
    dragging: false,
    openTables: new Set(),
    logCounts: undefined,
    sort: { by: 'loss', descending: true },
    allHardest: false,
    exportOpen: false,
  };
}

export function toRemember(state: ResultsState): Remembered {
  return {
    ...(state.shown === undefined ? {} : { shown: state.shown }),
    selected: state.selected,
    edits: state.settledEdits,
    ...(state.label === undefined ? {} : { label: state.label }),
    ...(state.at === undefined ? {} : { at: state.at }),
    ...(state.axis === undefined ? {} : { axis: state.axis }),
  };
}

/** The request that recomputes everything with the moved parameters: each result's own, whole. */
export function editedRequest(state: ResultsState, shown: ShowResult): ComputeRequest {
  const { request, answer } = shown;
  const compute = answer.results.map((result, i): Computation => {
    const asked = answer.results.length === request.compute.length ? request.compute[i] : undefined;
    const edits = state.edits[i];
    if (edits === undefined && asked !== undefined && asked.preset !== 'all') return asked;
    const params = { ...result.params, ...edits };
    if (asked !== undefined && 'formula' in asked) return { ...asked, params };
    const preset = edits === undefined ? result.preset : state.presets[i];
    return { id: result.id, params, ...(preset === undefined ? {} : { preset }) };
  });
  return { ...request, compute };
}

/** What a result is called in the table and the legend: its id, the formula typed, the preset. */
export function resultName(result: ComputationResult): string {
  const name = result.id === 'formula' ? (result.formula ?? '') : result.id;
  return result.preset === undefined ? name : `${name} · ${result.preset}`;
}

/** Parameters that differ from the defaults, short: "γ 2, α 0.25". */
export function parameterText(result: ComputationResult, changes: Parameters | undefined): string {
  const declaration = entryOf(result);
  const defaults = declaration === undefined ? {} : defaultsOf(declaration);
  const params = { ...result.params, ...changes };
  const parts: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    if (JSON.stringify(value) === JSON.stringify(defaults[name] ?? null)) continue;
    const parameter = declaration?.parameters.find((p) => p.name === name);
    const letter = parameter !== undefined && 'latex' in parameter ? symbolText(parameter.latex) : undefined;
    const shown = letter !== undefined && /[^a-zA-Z]/.test(letter) ? letter : name;
    if (typeof value === 'number') parts.push(`${shown} ${formatParameter(value)}`);
    else if (value === true) parts.push(name);
    else if (typeof value === 'string') parts.push(value);
    else if (Array.isArray(value)) parts.push(`${shown} […]`);
  }
  return parts.join(', ');
}
