// The experiments: a claim about losses, controls, figures, the numbers that decide and the verdict that they lead to.
// The worker computes; the view asks again whenever a control has changed.
import './experiments.css';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Experiment } from '../../../../src/catalogue/experiments/experiment';
import { EXPERIMENTS, findExperiment } from '../../../../src/catalogue/experiments/experiments';
import type { Parameters } from '../../../../src/protocol/compute';
import type { Figure } from '../../../../src/protocol/figures';
import { formatDuration, formatReading } from '../../../shared/format';
import { rich } from '../../../shared/formula';
import { seriesColour } from '../../../shared/series';
import type { Dropdown } from '../../../shared/toolkit';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { experimentControls } from './controls';
import { experimentSide } from './experimentSide';
import { experimentFigure, type ExperimentFigure } from './experimentFigure';
import { figureNumbers } from './figureData';
import { boxHandles, type Handles } from './handles';
import { pointHandles, type PointHandles } from './pointHandles';
import type { RunState } from '../../frame/experimentRuns';
import { parseExperiments, settingsOf, withSettings, type ExperimentsState } from './state';
import { experimentsWords, type ExperimentsSay } from './words';

export const EXPERIMENTS_VIEW: View<ExperimentsState> = {
  id: 'experiments',
  name: { en: 'Experiments', zh: '实验' },
  showsStudy: false,
  parse: parseExperiments,
  mount,
};

const HEIGHT = { first: 300, other: 240 };

function mount(context: ViewContext<ExperimentsState>): MountedView<ExperimentsState> {
  const { update, post, redraw, runs } = context;
  const figures = new Map<string, ExperimentFigure>();
  const boxes = new Map<string, Handles | undefined>();
  const points = new Map<string, PointHandles>();
  let current: ExperimentsState = parseExperiments(undefined);
  let shown: Experiment = findExperiment(current.open)!;

  const set = (values: Parameters, dragging: boolean): void => {
    current = withSettings(current, shown, values);
    update({ params: current.params }, dragging ? 'dragging' : 'done');
  };
  const change = (changes: Parameters, dragging: boolean): void =>
    set({ ...settingsOf(shown, current), ...changes }, dragging);

  const figureOf = (key: string, height: number): ExperimentFigure => {
    let figure = figures.get(key);
    if (figure === undefined) figures.set(key, (figure = experimentFigure(height, redraw)));
    return figure;
  };

  const render = (scene: Scene<ExperimentsState>): TemplateResult => {
    const { language, say: sayAll } = scene;
    current = scene.state;
    shown = findExperiment(current.open) ?? EXPERIMENTS[0]!;
    const say = experimentsWords(language);
    const params = settingsOf(shown, current);
    const run = runs.of({ id: shown.id, params });
    const drawn = run.underWay?.figures ?? run.result?.figures ?? [];
    const main = html`${picker(scene, say)}
      <section class="claim">
        <h1>${shown.title[language]}</h1>
        <div>
          <span class="muted small">${say('claim')}</span>
          <p>${rich(shown.claim[language])}</p>
        </div>
        ${verdict(run, scene, say)}
      </section>
      ${boxesToDrag(params, scene, say)}
      <section class="parameters" aria-label=${say('controls')}>
        ${experimentControls({ experiment: shown, params, language, say: sayAll, onChange: set })}
      </section>
      <div class="experiment-figures">
        ${drawn.map((figure, i) => drawnFigure(figure, i, params, run, scene, say))}
      </div>`;
    return studyLayout(main, experimentSide({ experiment: shown, params, ...run, language, say, post }));
  };

  function picker({ language }: Scene<ExperimentsState>, say: ExperimentsSay): TemplateResult {
    const at = EXPERIMENTS.indexOf(shown);
    const open = (step: number): void =>
      update({ open: EXPERIMENTS[(at + step + EXPERIMENTS.length) % EXPERIMENTS.length]?.id ?? shown.id });
    return html`<div class="experiment-picker">
      <vscode-dropdown
        aria-label=${say('experiment')}
        .value=${live(shown.id)}
        @change=${(event: Event) => update({ open: (event.target as Dropdown).value })}
      >
        ${EXPERIMENTS.map(
          ({ id, title }) =>
            html`<vscode-option value=${id} ?selected=${id === shown.id}>${title[language]}</vscode-option>`,
        )}
      </vscode-dropdown>
      <button class="chip" aria-label=${say('previous')} title=${say('previous')} @click=${() => open(-1)}>
        ‹
      </button>
      <button class="chip" aria-label=${say('next')} title=${say('next')} @click=${() => open(1)}>›</button>
      <span class="muted small number">${at + 1} / ${EXPERIMENTS.length}</span>
    </div>`;
  }

  /** Two lines are kept for it, so that nothing below moves when it comes. */
  function verdict(
    { result, underWay, failure }: RunState,
    { language }: Scene<ExperimentsState>,
    say: ExperimentsSay,
  ): TemplateResult {
    const busy = underWay?.shown === true ? underWay : undefined;
    const stopped = failure?.code === 'cancelled';
    const found = result === undefined ? undefined : shown.verdict(result.measures, result.params)[language];
    return html`<div class="verdict" role="status" aria-live="polite">
        <span class="muted small">${say('verdict')}</span>
        <p class=${underWay === undefined ? '' : 'stale'}>
          ${found ?? (underWay === undefined ? '' : say('computing'))}
        </p>
      </div>
      <div class="run-line">
        ${
          busy === undefined
            ? nothing
            : html`<progress max="1" .value=${busy.fraction} aria-label=${say('computing')}></progress>
                <span class="muted small number">${busy.text}</span>
                <button class="chip cancel" @click=${() => runs.cancel()}>${say('cancel')}</button>`
        }
        ${
          failure === undefined
            ? nothing
            : html`<span class=${stopped ? 'muted small' : 'problem small'}
                  >${stopped ? say(result === undefined ? 'stoppedEmpty' : 'stopped') : `${failure.message} ${failure.fix ?? ''}`}</span
                >
                ${
                  // What says how to go on is not helped by the same once more.
                  failure.fix === undefined
                    ? html`<button class="chip" @click=${() => runs.again()}>${say('again')}</button>`
                    : nothing
                }`
        }
        ${
          busy === undefined && failure === undefined && result !== undefined
            ? html`<span class="muted small number">${say('took', formatDuration(result.elapsedMs))}</span>`
            : nothing
        }
      </div>`;
  }

  function boxesToDrag(
    params: Parameters,
    scene: Scene<ExperimentsState>,
    say: ExperimentsSay,
  ): TemplateResult | typeof nothing {
    const { id } = shown;
    if (!boxes.has(id)) boxes.set(id, boxHandles(id, change));
    const handles = boxes.get(id);
    if (handles === undefined) return nothing;
    handles.update(params, say);
    const numbers = ['prediction', 'label', 'target', 'size', 'offset'].filter((name) => name in params);
    return html`<section class="experiment-boxes">
      ${scene.figure({
        id: `${id}-boxes`,
        title: say('boxes'),
        description: say('boxesDescription'),
        figure: handles.figure,
        table: () => ({ head: ['', ''], rows: numbers.map((name) => [name, String(params[name])]) }),
      })}
      <p class="muted small">${say('dragBoxes')}</p>
    </section>`;
  }

  function drawnFigure(
    plain: Figure,
    i: number,
    params: Parameters,
    { underWay }: RunState,
    scene: Scene<ExperimentsState>,
    say: ExperimentsSay,
  ): TemplateResult {
    const { language } = scene;
    const key = `${shown.id}-${plain.id}`;
    const figure = figureOf(key, i === 0 ? HEIGHT.first : HEIGHT.other);
    const drawn = figure.drawn();
    // The axes stay while a point is dragged.
    const model =
      plain.kind === 'flow' && !scene.settled && drawn?.x !== undefined && drawn.y !== undefined
        ? {
            ...plain,
            x: { ...plain.x, domain: drawn.x.domain },
            y: { ...plain.y, domain: drawn.y.domain },
          }
        : plain;
    figure.update(
      model,
      language,
      say('figureDescription', plain.y.label[language], plain.x.label[language]),
    );
    if (plain.kind === 'flow') {
      let handles = points.get(key);
      if (handles === undefined) points.set(key, (handles = pointHandles(figure.element, change)));
      handles.place(figure.drawn(), plain, params, language, say);
    }
    const partial = underWay?.figures === undefined ? '' : ` · ${say('partial')}`;
    const numbers = () => figureNumbers(plain, language, say);
    return html`<section class=${i === 0 ? 'first' : ''}>
      ${scene.figure({
        id: key,
        title: plain.title[language] + partial,
        description: `${plain.title[language]}.`,
        figure,
        table: () => {
          const { head, rows } = numbers();
          return {
            head,
            rows: rows.map((row) => row.map((v) => (typeof v === 'number' ? formatReading(v) : v))),
          };
        },
        csv: numbers,
      })}
      ${legendOf(plain, figure, scene)}
      ${plain.kind === 'flow' ? html`<p class="muted small">${say('dragPoints')}</p>` : nothing}
    </section>`;
  }

  /** What each colour is, and what it reads at the cursor. */
  function legendOf(
    figure: Figure,
    { reading }: ExperimentFigure,
    { language }: Scene<ExperimentsState>,
  ): TemplateResult | typeof nothing {
    if (figure.kind === 'heat') return nothing;
    const series = figure.kind === 'flow' ? figure.sides : figure.series;
    const at = reading();
    const read = (value: number | undefined): string => (value === undefined ? '' : formatReading(value));
    const isLines = figure.kind === 'lines';
    return html`<ul class="legend">
      ${series.map(
        ({ name }, i) =>
          html`<li>
            <span class="swatch" .style=${`background: ${seriesColour(i)}`}></span>${name[language]}
            ${isLines ? html`<span class="reading number">${read(at?.values[i])}</span>` : nothing}
          </li>`,
      )}
      ${isLines ? html`<li class="place number">${at === undefined ? '' : `${figure.x.label[language]} ${read(at.x)}`}</li>` : nothing}
    </ul>`;
  }

  return { render };
}
