// The mask: a small image whose label and prediction are painted, how each loss pulls at every pixel, and what one
// flipped pixel costs.
import './mask.css';
import { html, nothing, type TemplateResult } from 'lit';
import { cellGrid, type CellGrid } from '../../../shared/cellGrid';
import { hasValue } from '../../../shared/evaluations';
import { formatReading } from '../../../shared/format';
import { segments, toggle } from '../../../shared/segments';
import { seriesColour } from '../../../shared/series';
import type { Moment, MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { leadingStudy } from '../../study/leadingStudy';
import { lossTable, type LossLine } from '../../study/lossTable';
import { originLines, withImage } from './fileImage';
import { flipTable } from './flipTable';
import { painted, presetImages, valuesOf, type Images, type Preset } from './pixels';
import { gradientOf, pixelNumbers, pixelTable, placeOf, printed } from './pixelTable';
import { distancesOf, fixedOf, maskReadings, meanMagnitude, shortName, type Reading } from './readings';
import { BRUSHES, FIRST, MOST_PIXELS, parseMask, SIZES, type MaskState } from './state';
import { maskWords, type Say } from './words';

export const MASK: View<MaskState> = {
  id: 'mask',
  name: { en: 'Mask', zh: '掩码' },
  showsStudy: false,
  parse: parseMask,
  mount,
};

/** Of a map, in CSS pixels. */
const WIDEST = 460;

const PRESETS: readonly Preset[] = ['shifted', 'small', 'ring', 'empty'];

function mount(context: ViewContext<MaskState>): MountedView<MaskState> {
  const { evaluations } = context;
  let current: MaskState = parseMask(undefined);
  const update = (changes: Partial<MaskState>, moment?: Moment): void => {
    current = { ...current, ...changes }; // the next key or stroke may come before the next frame
    context.update(changes, moment);
  };
  /** What is painted in this stroke: the pointer may reach several pixels before the next frame. */
  let stroke: string | undefined;
  const onCursor = (at: number | undefined): void => {
    if (at !== undefined) update({ at }, 'moving');
  };
  const canvas = cellGrid({
    onCursor,
    onPaint: (pixel, moment) => {
      if (moment === 'first') stroke = current[current.layer];
      stroke = painted(stroke ?? current[current.layer], pixel, current.brush);
      update({ [current.layer]: stroke, at: pixel }, 'dragging');
    },
    onEnd: () => update({}, 'done'),
  });
  const heat = cellGrid({ onCursor });
  const distance = cellGrid({ onCursor });
  const leading = leadingStudy(context);
  const losses = maskReadings(evaluations);
  let heatMost = 0;

  const render = (scene: Scene<MaskState>): TemplateResult => {
    const { state, study, language, settled } = scene;
    current = state;
    const say = maskWords(language);
    const found = losses.of(state, study, settled);
    const leader = found.find(({ declaration }) => declaration.id === state.leading) ?? found[0];
    const compared = found.filter(
      (reading) => reading === leader || state.compared.includes(reading.declaration.id),
    );
    const slopes = gradientOf(leader, state);
    if (settled || heatMost === 0) heatMost = mostOf(slopes);
    const name = leader === undefined ? '' : shortName(leader);
    drawImage(canvas, state, say);
    drawMap(heat, slopes, heatMost, say('heat', name), state, say);
    const own = leading.scene(
      scene,
      leader?.declaration,
      leader === undefined ? {} : fixedOf(leader.declaration),
    );
    const main = html`<div class="play-box">
        <div class="play-page mask-page">
          <section class="play-whole">${controls(state, say)}</section>
          <section>
            ${scene.figure({
              id: 'mask-image',
              title: say(state.layer === 'label' ? 'labelTitle' : 'predictionTitle'),
              description: say('imageDescription'),
              figure: canvas,
              table: () => pixelTable(state, compared, say),
              csv: () => pixelNumbers(state, compared),
            })}
            <p class="muted small">${say('help')}</p>
            ${originLines(state, say).map((line) => html`<p class="muted small origin">${line}</p>`)}
          </section>
          <section>
            ${scene.figure({
              id: 'mask-gradient',
              title: say('heat', name),
              description: say('heatDescription'),
              figure: heat,
              table: () => pixelTable(state, leader === undefined ? [] : [leader], say),
              csv: () => pixelNumbers(state, leader === undefined ? [] : [leader]),
            })}
            ${colourKey([say('heatKeyUp'), say('heatKey')], heatMost, say)}
          </section>
          <section class="mask-numbers">
            ${flipTable(losses.flips(compared, state, study), state, say)}
            <div class="play-controls">
              ${toggle(say('showDistances'), state.distances, (distances) => update({ distances }))}
            </div>
            ${state.distances ? distances(scene, state, say) : nothing}
          </section>
          <section class="mask-numbers" aria-label=${say('losses')}>
            ${lossTable({
              caption: say('losses'),
              lossHead: say('loss'),
              heads: [say('value'), say('slope')],
              lines: found.map((reading) => lineOf(reading, say)),
              leading: leader?.declaration.id ?? '',
              language,
              onLead: (id) => update({ leading: id }),
              compared: state.compared,
              compareText: (loss) => say('compare', loss),
              onCompare: (id) =>
                update({
                  compared: state.compared.includes(id)
                    ? state.compared.filter((each) => each !== id)
                    : [...state.compared, id],
                }),
            })}
          </section>
        </div>
      </div>
      ${leading.parts.parameters(own)}`;
    return studyLayout(main, leading.parts.note(own));
  };

  function distances(scene: Scene<MaskState>, state: MaskState, say: Say): TemplateResult {
    const field = distancesOf(state, evaluations) ?? [];
    const most = mostOf(field);
    drawMap(distance, field, most, say('distance'), state, say);
    const rows = (): (readonly number[])[] =>
      valuesOf(state.label).map((y, i) => [...placeOf(i, state), y, field[i] ?? NaN]);
    return html`${scene.figure({
        id: 'mask-distance',
        title: say('distance'),
        description: say('distanceDescription'),
        figure: distance,
        table: () => ({
          head: [say('row'), say('column'), say('label'), say('distanceHead')],
          rows: rows().map(printed),
        }),
        csv: () => ({ head: ['row', 'column', 'label', 'distance'], rows: rows() }),
      })}
      ${colourKey([say('inside'), say('outside')], most, say)}
      <p class="muted small">${say('distanceHelp')}</p>`;
  }

  function controls(state: MaskState, say: Say): TemplateResult {
    const { rows, columns, layer, brush } = state;
    const size = rows === columns ? rows : 0;
    return html`<div class="play-controls">
        ${segments(
          say('layer'),
          (['prediction', 'label'] as const).map((value) => ({ value, text: say(value) })),
          layer,
          (value) => update({ layer: value }),
        )}
        ${segments(
          say('brush'),
          BRUSHES.map((value) => ({ value, text: String(value) })),
          brush,
          (value) => update({ brush: value }),
        )}
        ${segments(
          say('size'),
          SIZES.map((value) => ({ value, text: String(value) })),
          size,
          (value) =>
            update({ ...presetImages('shifted', value), at: (value * (value - 1)) / 2, origins: {} }),
        )}
      </div>
      <div class="play-controls">
        <span class="muted">${say('preset')}</span>
        ${PRESETS.map(
          (preset) =>
            html`<button class="chip" @click=${() => update(drawnAnew(preset, state))}>
              ${say(preset)}
            </button>`,
        )}
        <button
          class="chip"
          title=${say('loadHelp', say(layer))}
          @click=${() => context.post({ kind: 'loadImage', layer, most: MOST_PIXELS })}
        >
          ${say('load')}
        </button>
      </div>`;
  }

  return { render, leading: leading.leader, loaded: (image) => update(withImage(current, image)) };
}

function drawImage(canvas: CellGrid, state: MaskState, say: Say): void {
  fitInto(canvas, state);
  const values = valuesOf(state[state.layer]);
  canvas.update({
    rows: state.rows,
    columns: state.columns,
    values,
    scale: { kind: 'sequential', most: 1, colour: 'var(--series-1)' },
    outlined: valuesOf(state.label),
    cursor: state.at,
    name: `${say('image')} (${say(state.layer)})`,
    spoken: say('spoken', ...placeOf(state.at, state), values[state.at] ?? NaN),
  });
}

function drawMap(
  map: CellGrid,
  values: ArrayLike<number>,
  most: number,
  name: string,
  state: MaskState,
  say: Say,
): void {
  fitInto(map, state);
  map.update({
    rows: state.rows,
    columns: state.columns,
    values,
    scale: { kind: 'diverging', most },
    outlined: valuesOf(state.label),
    cursor: state.at,
    name,
    spoken: say('spoken', ...placeOf(state.at, state), formatReading(values[state.at] ?? NaN)),
  });
}

/** Neither side is longer than is needed to read it. */
function fitInto({ element }: CellGrid, { rows, columns }: MaskState): void {
  element.style.maxWidth = `${Math.round(WIDEST * Math.min(1, columns / rows))}px`;
}

/** The preset in the size that is shown, or in the usual one where that is a file's. */
function drawnAnew(
  preset: Preset,
  { rows, columns, at }: MaskState,
): Images & Pick<MaskState, 'at' | 'origins'> {
  const size = SIZES.find((each) => each === rows && each === columns) ?? FIRST.rows;
  return { ...presetImages(preset, size), at: Math.min(at, size ** 2 - 1), origins: {} };
}

function mostOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
}

function lineOf({ declaration, index, found }: Reading, say: Say): LossLine {
  const line = { declaration, colour: seriesColour(index) };
  if (found === undefined) return { ...line, numbers: [], reason: say('onDemand') };
  if (!hasValue(found)) return { ...line, numbers: [], reason: found.reason ?? say('waiting') };
  return { ...line, numbers: [found.value, meanMagnitude(found.gradient)] };
}

/** What the colours of a map mean: below 0, above 0, and where they are full. */
function colourKey([below, above]: readonly [string, string], most: number, say: Say): TemplateResult {
  return html`<p class="key mask-scale small">
    <span><span class="swatch" .style=${'background: var(--series-1)'}></span>− ${below}</span>
    <span><span class="swatch" .style=${'background: var(--series-2)'}></span>+ ${above}</span>
    <span class="number">${say('scaleMost', formatReading(most))}</span>
  </p>`;
}
