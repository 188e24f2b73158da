// The boxes: two boxes that are dragged, every box loss with its gradient, and the regression that each would learn.
import './boxes.css';
import { html, type TemplateResult } from 'lit';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import { curveFigure } from '../../../shared/curveFigure';
import { formatReading, formatShort } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { leadingStudy } from '../../study/leadingStudy';
import { lossTable } from '../../study/lossTable';
import type { Study } from '../../study/study';
import { byCentreSize, centre, type Box } from './box';
import { boxFigure, type Track, type Which } from './boxFigure';
import type { Descent } from './descend';
import { BOX_LOSSES, boxParameters, descents, lossRows, type LossRow } from './lossRows';
import { FIRST, parseBoxes, STEPS, type BoxesState } from './state';
import { boxesWords } from './words';

export const BOXES: View<BoxesState> = {
  id: 'boxes',
  name: { en: 'Boxes', zh: '检测框' },
  showsStudy: false,
  parse: parseBoxes,
  mount,
};

/** Steps that an animation shows a second. */
const STEPS_A_SECOND = 60;

const ITERATIONS = Float64Array.from({ length: STEPS + 1 }, (_, i) => i);

function mount(context: ViewContext<BoxesState>): MountedView<BoxesState> {
  const { update } = context;
  let current: BoxesState = FIRST;
  let running: number | undefined;
  let known: { key: string; descents: ReadonlyMap<string, Descent> } | undefined;

  const stop = (): void => {
    if (running !== undefined) cancelAnimationFrame(running);
    running = undefined;
  };
  const move = (which: Which, box: Box, dragging: boolean): void => {
    stop();
    update(
      which === 'prediction' ? { prediction: box, step: undefined } : { label: box, step: undefined },
      dragging ? 'dragging' : 'done',
    );
  };
  const pair = boxFigure(move);
  const errors = curveFigure(212, (x) => {
    stop();
    if (current.step !== undefined) update({ step: Math.round(x) }, 'moving');
  });

  /** Shows one step after the other, as fast as a person can follow, from the start where it had come to the end. */
  const run = (): void => {
    let at = current.step === undefined || current.step >= STEPS ? 0 : current.step;
    let last = performance.now();
    const advance = (now: number): void => {
      at = Math.min(STEPS, at + ((now - last) / 1000) * STEPS_A_SECOND);
      last = now;
      const over = at >= STEPS;
      update({ step: Math.floor(at) }, over ? 'done' : 'moving');
      running = over ? undefined : requestAnimationFrame(advance);
    };
    running = requestAnimationFrame(advance);
    update({ step: Math.floor(at) }, 'moving');
  };

  const descentsOf = (state: BoxesState, study: Study): ReadonlyMap<string, Descent> => {
    const params = state.compared.map((id) => boxParameters(findDeclaration(id)!, study));
    const key = JSON.stringify([state.prediction, state.label, state.compared, state.rate, params]);
    if (known?.key !== key) known = { key, descents: descents(state, study, context.evaluations) };
    return known.descents;
  };

  const leading = leadingStudy(context);

  const render = (scene: Scene<BoxesState>): TemplateResult => {
    const { state, study, language } = scene;
    current = state;
    const say = boxesWords(language);
    const rows = lossRows(state, study, context.evaluations);
    const leader = rows.find(({ declaration }) => declaration.id === state.leading);
    const found = state.step === undefined ? undefined : descentsOf(state, study);
    drawPair(state, leader, found, language);
    const compared = rows.filter(({ declaration }) => state.compared.includes(declaration.id));
    if (found !== undefined) drawErrors(state, compared, found, scene);
    const own = leading.scene(scene, leader?.declaration, { boxFormat: 'xyxy' });
    const main = html`<div class="boxes-box">
        <div class="boxes-page">
          <section class="boxes-picture">
            ${scene.figure({
              id: 'boxes',
              title: say('figure'),
              description: say('description'),
              figure: pair,
              table: () => boxTable(state, leader, say),
              csv: () => boxNumbers(state, leader),
            })}
            <p class="muted small help">${say('help', leader?.declaration.abbreviation ?? '')}</p>
          </section>
          <section class="boxes-losses" aria-label=${say('losses')}>
            ${lossTable({
              caption: say('losses'),
              lossHead: say('loss'),
              heads: [say('value'), ...['x', 'y', 'w', 'h'].map((axis) => say('derivative', axis))],
              lines: rows.map(({ declaration, index, value, sides }) => ({
                declaration,
                colour: seriesColour(index),
                numbers: [value, ...byCentreSize(sides)],
              })),
              leading: state.leading,
              language,
              onLead: (id) => update({ leading: id }),
              compared: state.compared,
              compareText: (name) => say('compare', name),
              onCompare: (id) => {
                stop();
                update({ compared: toggled(state.compared, id), step: undefined });
              },
            })}
            ${controls(state, say)}
            <div class="descent">
              ${
                found === undefined
                  ? html`<p class="muted">${say('noDescent')}</p>`
                  : html`${legend(compared, found, state)}
                    ${scene.figure({
                      id: 'box-errors',
                      title: say('error'),
                      description: say('errorDescription'),
                      figure: errors,
                      table: () => errorTable(compared, found, say),
                      csv: () => errorNumbers(compared, found),
                    })}`
              }
            </div>
          </section>
        </div>
      </div>
      ${leading.parts.parameters(own)}`;
    return studyLayout(main, leading.parts.note(own));
  };

  function drawPair(
    state: BoxesState,
    leader: LossRow | undefined,
    found: ReadonlyMap<string, Descent> | undefined,
    language: Scene<BoxesState>['language'],
  ): void {
    const say = boxesWords(language);
    const spoken = (which: Which): string => {
      const { x1, x2, y1, y2 } = state[which];
      return say('spoken', say(which), ...[x1, x2, y1, y2].map(formatShort));
    };
    const tracks = [...(found ?? [])].map(([id, { boxes }]): Track => ({
      colour: colourOf(id),
      box: boxes[state.step ?? 0] ?? state.prediction,
      path: boxes.slice(0, (state.step ?? 0) + 1).map(centre),
    }));
    pair.update({
      prediction: state.prediction,
      label: state.label,
      names: { prediction: say('prediction'), label: say('label') },
      spoken: { prediction: spoken('prediction'), label: spoken('label') },
      pull: leader === undefined || found !== undefined ? undefined : negated(leader.sides),
      pullColour: leader === undefined ? 'currentColor' : seriesColour(leader.index),
      tracks,
    });
  }

  function drawErrors(
    state: BoxesState,
    compared: readonly LossRow[],
    found: ReadonlyMap<string, Descent>,
    { settled, language }: Scene<BoxesState>,
  ): void {
    const say = boxesWords(language);
    const curves = compared.flatMap(({ declaration: { id }, index }) => {
      const y = found.get(id)?.errors;
      return y === undefined
        ? []
        : [{ key: id, colour: seriesColour(index), y, at: y[state.step ?? 0] ?? NaN }];
    });
    const most = Math.max(1e-9, ...curves.map(({ y }) => y[0] ?? 0), ...curves.map(({ y }) => y[STEPS] ?? 0));
    errors.update(
      {
        x: ITERATIONS,
        range: [0, STEPS],
        scale: { kind: 'linear', domain: [0, most], constant: 1 },
        xLabel: say('iterationAxis'),
        yLabel: say('errorAxis'),
        series: curves,
        cursor: state.step ?? 0,
      },
      settled,
    );
    errors.announce({
      name: say('iteration'),
      describedBy: 'box-errors-description',
      now: state.step ?? 0,
      text: curves.map(({ key, at }) => `${key} ${formatShort(at)}`).join(', '),
    });
  }

  function controls(state: BoxesState, say: ReturnType<typeof boxesWords>): TemplateResult {
    const isRunning = running !== undefined;
    return html`<div class="descent-controls">
      <vscode-button
        @click=${() => {
          if (!isRunning) return run();
          stop();
          update({});
        }}
        >${isRunning ? say('pause') : say('descend')}</vscode-button
      >
      <vscode-button
        appearance="secondary"
        @click=${() => {
          stop();
          update({ ...FIRST, compared: state.compared, leading: state.leading });
        }}
        >${say('reset')}</vscode-button
      >
      <label class="rate"
        ><span>${say('rate')}</span>
        <input
          type="range"
          min="-100"
          max="100"
          .value=${String(Math.round(100 * Math.log10(state.rate)))}
          .style=${`--fill: ${50 + 50 * Math.log10(state.rate)}%`}
          aria-valuetext=${formatShort(state.rate)}
          @input=${(event: Event) => {
            stop();
            const exponent = Number((event.target as HTMLInputElement).value) / 100;
            update({ rate: Number((10 ** exponent).toPrecision(3)), step: undefined }, 'dragging');
          }}
        /><span class="number reading">${formatShort(state.rate)}</span></label
      >
      <span class="muted small">${say('sameStart', STEPS)}</span>
    </div>`;
  }

  return { render, hide: stop, leading: leading.leader };
}

function toggled(list: readonly string[], id: string): string[] {
  return list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
}

function negated([a, b, c, d]: LossRow['sides']): LossRow['sides'] {
  return [-a, -b, -c, -d];
}

function colourOf(id: string): string {
  return seriesColour(BOX_LOSSES.findIndex((loss) => loss.id === id));
}

function legend(
  compared: readonly LossRow[],
  found: ReadonlyMap<string, Descent>,
  { step = 0 }: BoxesState,
): TemplateResult {
  return html`<ul class="legend">
    ${compared.map(
      ({ declaration: { id, abbreviation = id }, index }) =>
        html`<li>
          <span class="swatch" .style=${`background: ${seriesColour(index)}`}></span>${abbreviation}
          <span class="reading number">${formatReading(found.get(id)?.errors[step] ?? NaN)}</span>
        </li>`,
    )}
  </ul>`;
}

const SIDES = ['x1', 'y1', 'x2', 'y2'] as const;

/** The sides of both boxes, and what the leading loss does to each. */
function boxNumbers(state: BoxesState, leader: LossRow | undefined) {
  return {
    head: ['side', 'prediction', 'label', `${leader?.declaration.id ?? 'loss'} gradient`],
    rows: SIDES.map((side, i) => [side, state.prediction[side], state.label[side], leader?.sides[i] ?? NaN]),
  };
}

function boxTable(state: BoxesState, leader: LossRow | undefined, say: ReturnType<typeof boxesWords>) {
  const name = leader?.declaration.abbreviation ?? '';
  return {
    head: [say('side'), say('prediction'), say('label'), `${name} ${say('derivative', '·')}`],
    rows: SIDES.map((side, i) => [
      side,
      formatReading(state.prediction[side]),
      formatReading(state.label[side]),
      formatReading(leader?.sides[i] ?? NaN),
    ]),
  };
}

function errorNumbers(compared: readonly LossRow[], found: ReadonlyMap<string, Descent>) {
  const ids = compared.map(({ declaration }) => declaration.id);
  return {
    head: ['iteration', ...ids],
    rows: Array.from(ITERATIONS, (i) => [i, ...ids.map((id) => found.get(id)?.errors[i] ?? NaN)]),
  };
}

function errorTable(
  compared: readonly LossRow[],
  found: ReadonlyMap<string, Descent>,
  say: ReturnType<typeof boxesWords>,
) {
  const { head, rows } = errorNumbers(compared, found);
  return {
    head: [say('iteration'), ...head.slice(1)],
    rows: rows
      .filter((_, i) => i % 10 === 0)
      .map((row) => row.map((v, i) => (i === 0 ? String(v) : formatShort(v)))),
  };
}
