// The results view: shows a computation in full beside the note of the selected loss, lets its parameters be moved,
// and asks the extension for whatever needs computing, saving or copying.
import 'katex/dist/katex.min.css';
import '../shared/theme.css';
import '../shared/controls.css';
import '../shared/figures.css';
import '../shared/note.css';
import './results.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ownAxis } from '../../src/catalogue/probePath';
import type { ComputationResult, ConfusionMatrix, Parameters } from '../../src/protocol/compute';
import type { ShowResult, ToResults, VisualizerState } from '../../src/protocol/views';
import { curvePair } from '../shared/curvePair';
import { figureFrame } from '../shared/figureFrame';
import { changesNothing, defaultsOf, entryOf, layoutOf, subjectOf } from '../shared/declarationOf';
import { connect, pageLanguage } from '../shared/host';
import { noteTemplate } from '../shared/note';
import { registerControls } from '../shared/toolkit';
import { sayIn } from '../shared/words';
import { confusionTable } from './confusion';
import { failureBanner } from './failure';
import { hardestTable } from './hardest';
import { header } from './header';
import { parameterSection } from './parameters';
import { initialState, resultName, toRemember, type Remembered, type ResultsState } from './state';
import { valueTable } from './valueTable';
import { yourData } from './yourData';

registerControls();
const host = connect<ToResults, Remembered>();
const root = document.getElementById('root') ?? document.body;
let state = initialState(host.remembered, pageLanguage());

const pair = curvePair({
  onCursor: (at) => update({ at }, 'soon'),
  onLabel: (label, dragging) => update({ label }, dragging ? 'dragging' : 'now'),
  onAxis: (axis) => update({ axis, at: undefined }, 'now'),
});
const data = yourData();

/** How a change is followed: `dragging` leaves slow parts until it settles, `soon` remembers later. */
type Pace = 'now' | 'soon' | 'dragging';

/** Once nothing has moved for this long, scales and formulas follow, and the state is remembered. */
const SETTLE_MS = 160;

let frame: number | undefined;
let settling: number | undefined;

function update(changes: Partial<ResultsState>, pace: Pace): void {
  state = { ...state, ...changes, dragging: pace === 'dragging' || (pace === 'soon' && state.dragging) };
  frame ??= requestAnimationFrame(draw);
  clearTimeout(settling);
  if (pace === 'now') settle();
  else settling = window.setTimeout(settle, SETTLE_MS);
}

function settle(): void {
  state = { ...state, dragging: false, settledEdits: state.edits };
  frame ??= requestAnimationFrame(draw);
  host.remember(toRemember(state));
}

function draw(): void {
  frame = undefined;
  document.documentElement.lang = state.language;
  render(view(), root);
}

function toggleTable(id: string): void {
  const openTables = new Set(state.openTables);
  if (!openTables.delete(id)) openTables.add(id);
  update({ openTables }, 'now');
}

host.listen((message) => {
  switch (message.kind) {
    case 'result':
      update({ ...freshFor(message), busy: undefined, failure: undefined }, 'now');
      break;
    case 'busy':
      update({ busy: message }, 'now');
      break;
    case 'failure':
      update({ failure: message, busy: undefined }, 'now');
      break;
  }
});

/** A recomputation of the same losses keeps selection, label and cursor; other losses start anew. */
function freshFor(shown: ShowResult): Partial<ResultsState> {
  const ids = (of: ShowResult | undefined): string =>
    of?.answer.results.map((r) => r.formula ?? r.id).join() ?? '';
  const same = ids(state.shown) === ids(shown);
  const fresh: Partial<ResultsState> = {
    shown,
    language: shown.language,
    edits: {},
    presets: {},
    allHardest: false,
  };
  return same
    ? fresh
    : { ...fresh, selected: 0, label: undefined, at: undefined, axis: undefined, openTables: new Set() };
}

function view(): TemplateResult {
  const say = sayIn(state.language);
  const { shown, failure } = state;
  return html`<main class="results" aria-busy=${state.busy === undefined ? 'false' : 'true'}>
    ${header({ state, say, post: host.post, onExportOpen: (exportOpen) => update({ exportOpen }, 'now') })}
    ${
      failure === undefined
        ? nothing
        : failureBanner({
            failure,
            hasResult: shown !== undefined,
            say,
            post: host.post,
            onDismiss: () => update({ failure: undefined }, 'now'),
          })
    }
    ${
      shown === undefined
        ? html`<div class="empty">
            <p>${say('waiting')}</p>
            <p class="muted">${say('waitingHint')}</p>
          </div>`
        : columns(shown)
    }
  </main>`;
}

function columns(shown: ShowResult): TemplateResult {
  const { results } = shown.answer;
  const say = sayIn(state.language);
  const selected = Math.min(state.selected, results.length - 1);
  const result = results[selected];
  return html`<div class="results-columns">
    <div class="results-main">
      ${guard([shown, selected], () =>
        valueTable({ results, selected, say, onSelect: (next) => update({ selected: next }, 'now') }),
      )}
      ${curveSection(shown, selected)} ${result === undefined ? nothing : parts(shown, result, selected)}
    </div>
    <aside class="results-side">${result === undefined ? nothing : side(shown, result, selected)}</aside>
  </div>`;
}

function curveSection(shown: ShowResult, selected: number): TemplateResult {
  const { answer } = shown;
  const say = sayIn(state.language);
  const edges = answer.results[selected]?.view?.gradientShare?.edges;
  const { switches, body } = pair.render({
    subjects: answer.results.map((r, i) => subjectOf(r, answer, state.edits[i])),
    names: answer.results.map(resultName),
    leading: selected,
    label: state.label,
    at: state.at,
    axis: state.axis,
    ...(edges === undefined ? {} : { dataRange: [edges[0] ?? 0, edges[edges.length - 1] ?? 1] as const }),
    settled: !state.dragging,
    figure: (options) =>
      figureFrame({
        ...options,
        tableOpen: state.openTables.has(options.id),
        onTable: toggleTable,
        post: host.post,
        say,
      }),
    language: state.language,
    say,
  });
  return html`<section aria-label=${say('curves')}>
    <div class="section-head">
      <h2>${say('curves')}</h2>
      <div class="switches">
        ${switches}
        <button
          class="text-button"
          @click=${() => host.post({ kind: 'openVisualizer', state: visualized(shown) })}
        >
          ${say('openInVisualizer')}
        </button>
      </div>
    </div>
    ${body}
  </section>`;
}

/** The same losses with their parameters as the visualizer takes them, the selected one first. */
function visualized({ answer }: ShowResult): VisualizerState {
  const losses = answer.results.map(({ id, formula, ranges, params }, i) => ({
    loss: {
      id,
      params: { ...params, ...state.edits[i] },
      ...(formula === undefined ? {} : { formula }),
      ...(ranges === undefined ? {} : { ranges }),
    },
    leads: i === state.selected,
  }));
  const ordered = [...losses.filter(({ leads }) => leads), ...losses.filter(({ leads }) => !leads)];
  return {
    losses: ordered.map(({ loss }) => loss),
    ...(state.label === undefined ? {} : { label: state.label }),
    ...(state.at === undefined ? {} : { at: state.at }),
    ...(state.axis === 'probability' || state.axis === 'logit' ? { axis: state.axis } : {}),
  };
}

function parts(shown: ShowResult, result: ComputationResult, selected: number): TemplateResult {
  const say = sayIn(state.language);
  const { declaration, params, layout = 'elements' } = subjectOf(result, shown.answer, state.edits[selected]);
  const { view: shownView } = result;
  return html`${
    declaration === undefined
      ? nothing
      : parameterSection({
          state,
          declaration,
          params,
          preset: state.presets[selected] ?? result.preset,
          onChange: (changes, dragging, preset) => edit(selected, result, { changes, preset }, dragging),
          onReset: () => update({ edits: {}, presets: {} }, 'now'),
          post: host.post,
        })
  }
  ${guard([shown, selected, state.openTables, state.logCounts], () =>
    data.render({
      result,
      index: selected,
      axis: declaration === undefined ? 'real' : ownAxis(layout, declaration.prediction(result.params)),
      layout,
      openTables: state.openTables,
      logCounts: state.logCounts ?? isPeaked(result),
      language: state.language,
      say,
      onTable: toggleTable,
      onLog: () => update({ logCounts: !(state.logCounts ?? isPeaked(result)) }, 'now'),
      post: host.post,
    }),
  )}
  ${guard([shown, selected], () => {
    const confusion = shownView?.confusion ?? anyConfusion(shown);
    return confusion === undefined ? nothing : confusionTable(confusion, say);
  })}
  ${guard([shown, selected, state.sort, state.allHardest], () =>
    shownView?.hardest === undefined || shownView.hardest.length === 0
      ? nothing
      : hardestTable({
          id: result.id,
          samples: shownView.hardest,
          sort: state.sort,
          all: state.allHardest,
          say,
          post: host.post,
          onSort: (sort) => update({ sort }, 'now'),
          onAll: (allHardest) => update({ allHardest }, 'now'),
        }),
  )}`;
}

/** The predictions of all results are the same, so that one result's confusion serves all of the same threshold. */
function anyConfusion({ answer }: ShowResult): ConfusionMatrix | undefined {
  return answer.results.find((r) => r.view?.confusion !== undefined)?.view?.confusion;
}

/** Whether one bin holds so many elements that the others vanish beside it. */
function isPeaked({ view: shownView }: ComputationResult): boolean {
  return [shownView?.lossHistogram, shownView?.gradientHistogram].some((histogram) => {
    const counts = histogram?.counts ?? [];
    return Math.max(0, ...counts) > 0.5 * counts.reduce((a, b) => a + b, 0);
  });
}

/** Keeps only what differs from what was computed, so that moving a slider back undoes the edit. */
function edit(
  index: number,
  result: ComputationResult,
  { changes, preset }: { readonly changes: Parameters; readonly preset: string | undefined },
  dragging: boolean,
): void {
  const declaration = entryOf(result);
  const computed = { ...(declaration === undefined ? {} : defaultsOf(declaration)), ...result.params };
  const current: Parameters = { ...computed, ...state.edits[index] };
  // The toolkit's checkbox reports changes that the view itself made.
  if (preset === undefined && changesNothing(current, changes)) return;
  const merged = Object.entries({ ...state.edits[index], ...changes }).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(computed[name]),
  );
  const { [index]: _edits, ...otherEdits } = state.edits;
  const { [index]: _preset, ...otherPresets } = state.presets;
  const edits = merged.length === 0 ? otherEdits : { ...otherEdits, [index]: Object.fromEntries(merged) };
  const presets = preset === undefined ? otherPresets : { ...otherPresets, [index]: preset };
  update({ edits, presets }, dragging ? 'dragging' : 'now');
}

function side(shown: ShowResult, result: ComputationResult, selected: number): unknown {
  const say = sayIn(state.language);
  const declaration = entryOf(result);
  const edits = state.settledEdits[selected];
  return guard([shown, selected, edits], () => {
    if (declaration === undefined) {
      return html`<article class="note">
        <h1>${result.id}</h1>
        <p class="muted">${say('noNote', result.id)}</p>
        ${result.notes.map((note) => html`<p class="warning" role="note">⚠ ${note}</p>`)}
      </article>`;
    }
    const { params, layout = 'elements' } = subjectOf(result, shown.answer, edits);
    const labels = shown.answer.label?.shape;
    const predictions = shown.answer.prediction?.shape;
    const columns = layout === 'classes' && labels !== undefined && labels.length === predictions?.length;
    return noteTemplate({
      declaration,
      how: {
        params,
        layout: layoutOf(declaration, shown.answer, params),
        reduction: result.reduction,
        count: result.count,
        labels: columns ? 'columns' : 'index',
        inputs: new Set(Object.keys(shown.request.inputs ?? {})),
      },
      warnings: result.notes,
      language: state.language,
      say,
      onOpen: (target) => host.post({ kind: 'open', target }),
    });
  });
}

draw();
host.post({ kind: 'ready', remembered: state.shown !== undefined });
