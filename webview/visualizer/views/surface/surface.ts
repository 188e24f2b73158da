// The surface: a loss over any two of its numbers, with contours and arrows, and the ways down that optimisers take.
import { html, nothing, type TemplateResult } from 'lit';
import type { OptimizerName } from '../../../optimizers/stepper';
import { formatReading, formatShort } from '../../../shared/format';
import type { ValueScale } from '../../../shared/valueScale';
import { scalesDiffer } from '../../../shared/valueScale';
import { speaker } from '../../../shared/words';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { shownName } from '../../study/study';
import { studyParts } from '../../study/studyParts';
import { surfaceControls } from './controls';
import { hasSpace, spaceOf, usualAxes, type Space } from './coordinates';
import { isTrained, type Path } from './descent';
import { descents } from './descents';
import { parseSurface, type SurfaceState } from './state';
import { surfaceFigure } from './surfaceFigure';
import { colourScale, surfaceOf, valueAt, type Surface } from './surfaceModel';
import { SURFACE_WORDS } from './words';

export const SURFACE: View<SurfaceState> = {
  id: 'surface',
  name: { en: 'Surface', zh: '曲面' },
  showsStudy: true,
  parse: parseSurface,
  mount,
};

/** Cells along each side, while something is dragged and after. */
const [MOVING, SETTLED] = [56, 112];

function mount(context: ViewContext<SurfaceState>): MountedView<SurfaceState> {
  const parts = studyParts(context);
  const figure = surfaceFigure({
    onCursor: (at) => context.update({ at }, 'moving'),
    onStart: (start) => {
      context.update({ start, at: start });
      descent.play();
    },
  });
  const descent = descents(context.redraw);
  let grid: { readonly key: string; readonly values: Float64Array; readonly size: number } | undefined;
  let colours: ValueScale | undefined;

  const gridOf = (surface: Surface, key: string, settled: boolean): NonNullable<typeof grid> => {
    const size = settled ? SETTLED : MOVING;
    if (grid?.key === key && grid.size >= size) return grid;
    return (grid = { key, size, values: surface.grid(size) });
  };

  /** While something is dragged, the colours keep their meaning as long as that serves. */
  const coloursOf = (values: Float64Array, log: boolean, settled: boolean): ValueScale => {
    const next = colourScale(values, log);
    if (colours === undefined || scalesDiffer(colours, next, settled ? 0 : 0.3)) colours = next;
    return colours;
  };

  const drawn = (scene: Scene<SurfaceState>, space: Space): TemplateResult => {
    const { state, study, language, settled } = scene;
    const say = speaker(SURFACE_WORDS, language);
    const leader = study.losses[study.leading]!;
    const usual = usualAxes(space);
    const ids = new Set(space.coordinates.map(({ id }) => id));
    const x = state.x !== undefined && ids.has(state.x) ? state.x : usual[0];
    const wanted = state.y !== undefined && ids.has(state.y) ? state.y : usual[1];
    const y = wanted !== x ? wanted : (space.coordinates.find(({ id }) => id !== x)?.id ?? x);
    const surface = surfaceOf(space, [x, y], state.held);
    const key = JSON.stringify([leader.declaration.id, leader.params, state.space, x, y, state.held]);
    const { values, size } = gridOf(surface, key, settled);
    const scale = coloursOf(values, state.log, settled);
    const at = state.at ?? [valueAt(surface.x, 0.3), valueAt(surface.y, 0.6)];
    const here = surface.at(Float64Array.of(at[0]), Float64Array.of(at[1]));
    const trained = [surface.x, surface.y].some(isTrained);
    const paths = descent.of(
      {
        surface,
        key,
        start: trained ? state.start : undefined,
        rate: state.rate,
        optimizers: state.optimizers,
      },
      settled,
    );
    const steps = descent.steps();
    figure.update({
      surface,
      values,
      size,
      scale,
      arrows: state.arrows,
      at,
      start: trained ? state.start : undefined,
      paths,
      steps,
      valueName: scene.say('lossCurve'),
    });
    const name = shownName(leader);
    const description = say('description', name, surface.x.letter, surface.y.letter);
    const reading = `${surface.x.letter} = ${formatShort(at[0])}, ${surface.y.letter} = ${formatShort(at[1])}: ${formatShort(here.value[0]!)}`;
    figure.element.ariaLabel = `${say('surface')}, ${reading}`;
    figure.element.setAttribute('aria-describedby', 'surface-description');
    return html`${surfaceControls({ state, space, x, y, update: context.update, language, scene })}
      <ul class="legend">
        <li>
          <span class="swatch" .style=${'background: var(--series-1)'}></span>${name}
          <span class="reading number">${formatReading(here.value[0]!)}</span>
        </li>
        ${[[surface.x, here.byX] as const, [surface.y, here.byY] as const].map(
          ([c, by]) =>
            html`<li>
              <span class="reading-name muted">${say('partialBy', c.letter)}</span>
              <span class="reading number">${formatReading(by[0]!)}</span>
            </li>`,
        )}
        <li class="place number">
          ${surface.x.letter} = ${formatReading(at[0])} &nbsp;${surface.y.letter} = ${formatReading(at[1])}
        </li>
      </ul>
      ${scene.figure({
        id: 'surface',
        title: say('surface'),
        description,
        figure,
        table: () => tableOf(surface, paths),
        csv: () => gridCsv(surface, values, size),
      })}
      ${descentPart(scene, surface, paths, steps)}`;
  };

  const descentPart = (
    { state, language }: Scene<SurfaceState>,
    surface: Surface,
    paths: readonly Path[],
    steps: number,
  ): TemplateResult => {
    const say = speaker(SURFACE_WORDS, language);
    const still = [surface.x, surface.y].filter((c) => !isTrained(c));
    const toggled = (name: OptimizerName): void => {
      const on = new Set(state.optimizers);
      if (!on.delete(name)) on.add(name);
      context.update({ optimizers: OPTIMIZERS.filter((each) => on.has(each)) });
    };
    const rate = (event: Event, moment: 'done' | 'dragging'): void =>
      context.update({ rate: rateAt(Number((event.target as HTMLInputElement).value)) }, moment);
    const position = Math.round(100 * (4 + Math.log10(state.rate)));
    return html`<section class="descent-part" aria-label=${say('descent')}>
      <h2>${say('descent')}</h2>
      <p class="muted small">
        ${
          still.length === 2
            ? say('nothingTrained')
            : `${say('hint')} ${still.map((c) => say('onlyTrained', c.letter)).join(' ')}`
        }
        ${descent.failed() ? say('cannotLoad') : nothing}
      </p>
      <div class="descent-controls">
        <vscode-button
          ?disabled=${still.length === 2}
          @click=${() => {
            const start = state.start ?? state.at ?? [valueAt(surface.x, 0.3), valueAt(surface.y, 0.6)];
            context.update({ start });
            descent.play();
          }}
          >▶ ${say('again')}</vscode-button
        >
        <vscode-button
          appearance="secondary"
          ?disabled=${state.start === undefined}
          @click=${() => context.update({ start: undefined })}
          >${say('clear')}</vscode-button
        >
        <label class="label-slider"
          ><span>${say('stepSize')}</span
          ><input
            type="range"
            min="0"
            max="500"
            .value=${String(position)}
            .style=${`--fill: ${position / 5}%`}
            aria-label=${say('stepSize')}
            aria-valuetext=${formatShort(state.rate)}
            @input=${(event: Event) => rate(event, 'dragging')}
            @change=${(event: Event) => rate(event, 'done')}
          /><span class="number reading">${formatShort(state.rate)}</span></label
        >
      </div>
      <ul class="optimizers">
        ${OPTIMIZERS.map((name) => {
          const path = paths.find(({ optimizer }) => optimizer === name);
          const last = path === undefined ? 0 : Math.min(steps, path.value.length - 1);
          return html`<li>
            <button
              class="chip"
              aria-pressed=${state.optimizers.includes(name) ? 'true' : 'false'}
              @click=${() => toggled(name)}
            >
              <span class=${`stroke ${name}`}></span>${say(name)}
            </button>
            <span class="number reading"
              >${path === undefined ? '' : formatReading(path.value[last] ?? NaN)}</span
            >
            <span class="muted small number">${path === undefined ? '' : say('afterSteps', last)}</span>
          </li>`;
        })}
      </ul>
    </section>`;
  };

  const body = (scene: Scene<SurfaceState>): TemplateResult => {
    const { study, state, say, language } = scene;
    const leader = study.losses[study.leading];
    if (leader === undefined) return html`<p class="muted">${say('pickFirst')}</p>`;
    const space = spaceOf(leader.declaration, leader.params, state.space);
    return html`${parts.heading(scene)}
    ${
      hasSpace(space)
        ? html`<section aria-label=${speaker(SURFACE_WORDS, language)('surface')}>
            ${drawn(scene, space)}
          </section>`
        : html`<p class="muted no-surface">${space.reason[language]}</p>`
    }
    ${parts.parameters(scene)}`;
  };

  return {
    render: (scene) =>
      studyLayout(
        html`${parts.picker(scene)} ${body(scene)}`,
        scene.study.losses.length === 0 ? nothing : parts.note(scene),
      ),
    hide: descent.stop,
  };
}

const OPTIMIZERS: readonly OptimizerName[] = ['sgd', 'momentum', 'adam'];

/** From 1e-4 to 10, to two digits. */
function rateAt(position: number): number {
  return Number((10 ** (position / 100 - 4)).toPrecision(2));
}

/** A coarse grid of values with their slopes, and where the paths ended. */
function tableOf(surface: Surface, paths: readonly Path[]) {
  const shares = [0.02, 0.2, 0.4, 0.6, 0.8, 0.98];
  const places = shares.flatMap((v) =>
    shares.map((u) => [valueAt(surface.x, u), valueAt(surface.y, v)] as const),
  );
  const xs = Float64Array.from(places, ([x]) => x);
  const ys = Float64Array.from(places, ([, y]) => y);
  const { value, byX, byY } = surface.at(xs, ys);
  const { letter: x } = surface.x;
  const { letter: y } = surface.y;
  return {
    head: ['', x, y, 'L', `∂L/∂${x}`, `∂L/∂${y}`],
    rows: [
      ...paths.map(({ optimizer, x: px, y: py, value: v }) => [
        `${SURFACE_WORDS[optimizer].en}, ${v.length - 1}`,
        formatShort(px.at(-1)!),
        formatShort(py.at(-1)!),
        formatShort(v.at(-1)!),
        '',
        '',
      ]),
      ...places.map(([a, b], i) => ['', ...[a, b, value[i]!, byX[i]!, byY[i]!].map(formatShort)]),
    ],
  };
}

function gridCsv({ x, y }: Surface, values: Float64Array, size: number) {
  return {
    head: [x.letter, y.letter, 'loss'],
    rows: Array.from(values, (value, i) => [
      valueAt(x, ((i % size) + 0.5) / size),
      valueAt(y, 1 - (Math.floor(i / size) + 0.5) / size),
      value,
    ]),
  };
}
