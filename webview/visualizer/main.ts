// The visualizer, in the side panel and in the editor: any losses over one another, their curves against the
// prediction, with sliders, presets and the formula.
import 'katex/dist/katex.min.css';
import '../shared/theme.css';
import '../shared/controls.css';
import '../shared/figures.css';
import '../shared/note.css';
import './visualizer.css';
import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Declaration } from '../../src/catalogue/declaration';
import type { Parameters } from '../../src/protocol/compute';
import type { ToVisualizer } from '../../src/protocol/views';
import { curvePair } from '../shared/curvePair';
import { changesNothing } from '../shared/declarationOf';
import { connect, pageLanguage } from '../shared/host';
import { computedFormula, noteTemplate } from '../shared/note';
import { parameterControls, presetChips, type ParameterPanel } from '../shared/parameterPanel';
import { seriesColour } from '../shared/series';
import { registerControls } from '../shared/toolkit';
import { sayIn } from '../shared/words';
import { CLOSED, lossPicker, type PickerState } from './picker';
import {
  fromState,
  shownLoss,
  shownName,
  toState,
  type Remembered,
  type ShownLoss,
  type ViewState,
} from './state';

registerControls();
const host = connect<ToVisualizer, Remembered>();
const root = document.getElementById('root') ?? document.body;
let state = fromState(
  host.remembered?.state ?? { losses: [{ id: 'bce' }] },
  host.remembered?.language ?? pageLanguage(),
);
let picker: PickerState = CLOSED;

const pair = curvePair({
  onCursor: (at) => update({ at }, true, state.dragging),
  onLabel: (label, dragging) => update({ label }, dragging),
  onAxis: (axis) => update({ axis, at: undefined }, false),
  onTable: (id) => {
    const openTables = new Set(state.openTables);
    if (!openTables.delete(id)) openTables.add(id);
    update({ openTables }, false);
  },
  post: host.post,
});

/** Once nothing has moved for this long, scales and formulas follow, and the state is remembered. */
const SETTLE_MS = 160;

let frame: number | undefined;
let settling: number | undefined;

/** @param later whether more of the same is about to follow */
function update(changes: Partial<ViewState>, later: boolean, dragging = later): void {
  state = { ...state, ...changes, dragging };
  frame ??= requestAnimationFrame(draw);
  clearTimeout(settling);
  if (later) settling = window.setTimeout(settle, SETTLE_MS);
  else settle();
}

function settle(): void {
  state = { ...state, dragging: false, settled: state.losses };
  frame ??= requestAnimationFrame(draw);
  host.remember({ state: toState(state), language: state.language });
}

function draw(): void {
  frame = undefined;
  document.documentElement.lang = state.language;
  render(view(), root);
}

host.listen((message) => {
  state = { ...fromState(message.state, message.language), openTables: state.openTables };
  picker = CLOSED;
  settle();
});

function onPicker(next: PickerState): void {
  picker = next;
  frame ??= requestAnimationFrame(draw);
}

/** Adds a loss and lets it lead; picking one that is there already takes it away. */
function pick(declaration: Declaration): void {
  picker = { ...picker, query: '' };
  const index = state.losses.findIndex((loss) => loss.declaration === declaration);
  if (index >= 0) remove(index);
  else update({ losses: [...state.losses, shownLoss(declaration)], leading: state.losses.length }, false);
}

function remove(index: number): void {
  const losses = state.losses.filter((_, i) => i !== index);
  const leading = Math.max(
    0,
    Math.min(losses.length - 1, index < state.leading ? state.leading - 1 : state.leading),
  );
  update({ losses, leading }, false);
}

function change(index: number, changes: Parameters, dragging: boolean, preset?: string): void {
  // The toolkit's checkbox reports changes that the view itself made.
  if (preset === undefined && changesNothing(state.losses[index]?.params ?? {}, changes)) return;
  const losses = state.losses.map((loss, i): ShownLoss => {
    if (i !== index) return loss;
    const params = { ...loss.params, ...changes };
    return { declaration: loss.declaration, params, ...(preset === undefined ? {} : { preset }) };
  });
  update({ losses }, dragging);
}

function view(): TemplateResult {
  const say = sayIn(state.language);
  const leader = state.losses[state.leading];
  return html`<main class="visualizer">
    <div class="visualizer-main">
      ${lossPicker({
        picker,
        chosen: new Set(state.losses.map(({ declaration }) => declaration.id)),
        language: state.language,
        say,
        onPicker,
        onPick: pick,
      })}
      ${chips()} ${leader === undefined ? html`<p class="muted">${say('pickFirst')}</p>` : curves(leader)}
    </div>
    ${leader === undefined ? nothing : html`<aside class="visualizer-side">${note()}</aside>`}
  </main>`;
}

function chips(): TemplateResult {
  const say = sayIn(state.language);
  return html`<div class="chips losses">
    ${state.losses.map(
      (loss, i) =>
        html`<span class=${i === state.leading ? 'loss-chip leading' : 'loss-chip'}>
          <button
            class="lead"
            aria-pressed=${i === state.leading ? 'true' : 'false'}
            title=${say('leadLoss', loss.declaration.name[state.language])}
            @click=${() => update({ leading: i }, false)}
          >
            <span class="swatch" .style=${`background: ${seriesColour(i)}`}></span>${shownName(loss)}
          </button>
          <button
            class="remove"
            aria-label=${say('removeLoss', loss.declaration.name[state.language])}
            title=${say('removeLoss', loss.declaration.name[state.language])}
            @click=${() => remove(i)}
          >
            ×
          </button>
        </span>`,
    )}
  </div>`;
}

function curves(leader: ShownLoss): TemplateResult {
  const say = sayIn(state.language);
  const { switches, body } = pair.render({
    subjects: state.losses.map(({ declaration, params }) => ({ declaration, params })),
    names: state.losses.map(shownName),
    leading: state.leading,
    label: state.label,
    at: state.at,
    axis: state.axis,
    settled: !state.dragging,
    openTables: state.openTables,
    language: state.language,
    say,
  });
  const panel: ParameterPanel = {
    declaration: leader.declaration,
    params: leader.params,
    ...(leader.preset === undefined ? {} : { preset: leader.preset }),
    language: state.language,
    say,
    onChange: (changes, dragging) => change(state.leading, changes, dragging),
    onPreset: (values, preset) => change(state.leading, values, false, preset),
  };
  return html`<section class="leader">
      <h1>${leader.declaration.name[state.language]}</h1>
      <div class="leader-formula">${computed()}</div>
    </section>
    <section aria-label=${say('curves')}>
      <div class="section-head"><div class="switches">${switches}</div></div>
      ${body}
    </section>
    <section class="parameters" aria-label=${say('parametersOf', leader.declaration.name[state.language])}>
      <h2>${say('parameters')}</h2>
      ${presetChips(panel)} ${parameterControls(panel)}
    </section>
    <div class="large">
      <vscode-button @click=${() => host.post({ kind: 'openVisualizer', state: toState(state) })}
        >${say('openLarge')}</vscode-button
      >
    </div>`;
}

/** The formula of one element with the numbers of the sliders. */
function computed(): unknown {
  const say = sayIn(state.language);
  const loss = state.settled[state.leading];
  return guard([loss], () => {
    if (loss === undefined) return nothing;
    const { declaration, params } = loss;
    return computedFormula(
      declaration,
      { params, layout: declaration.layouts[0] ?? 'elements', reduction: 'none' },
      say,
    );
  });
}

function note(): unknown {
  const say = sayIn(state.language);
  const loss = state.settled[state.leading];
  return guard([loss, state.language], () => {
    if (loss === undefined) return nothing;
    const { declaration, params } = loss;
    return noteTemplate({
      declaration,
      how: { params, layout: declaration.layouts[0] ?? 'elements', reduction: 'mean' },
      warnings: [],
      language: state.language,
      say,
      onOpen: (target) => host.post({ kind: 'open', target }),
    });
  });
}

draw();
host.post({ kind: 'ready', remembered: host.remembered !== undefined });
