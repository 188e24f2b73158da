// The distributions: bars of a target and of a prediction that are dragged, every divergence of the two with its
// gradient, their cumulative sums, and the plan that moves one into the other.
import './distributions.css';
import { html, type TemplateResult } from 'lit';
import { CATALOGUE } from '../../../../src/catalogue/catalogue';
import type { Declaration } from '../../../../src/catalogue/declaration';
import { valueDomain } from '../../../../src/math/valueDomain';
import { barEditor, type BarGroup } from '../../../shared/barEditor';
import { cellGrid } from '../../../shared/cellGrid';
import { curveFigure } from '../../../shared/curveFigure';
import { segments } from '../../../shared/segments';
import { defaultsOf } from '../../../shared/declarationOf';
import { hasValue, type Evaluation, type NoEvaluation } from '../../../shared/evaluations';
import { formatReading, formatShort } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';

import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { leadingStudy } from '../../study/leadingStudy';
import { lossTable } from '../../study/lossTable';
import { bell, BINS, costOf, cumulative, resized, transportPlan, withBin } from './distribution';
import { planFigure } from './planFigure';
import { parseDistributions, type DistributionsState } from './state';
import { distributionsWords } from './words';

export const DISTRIBUTIONS: View<DistributionsState> = {
  id: 'distributions',
  name: { en: 'Distributions', zh: '分布' },
  showsStudy: false,
  parse: parseDistributions,
  mount,
};

/** Every divergence of two distributions. */
const DIVERGENCES: readonly Declaration[] = CATALOGUE.filter(
  ({ family, layouts }) => family === 'divergence' && layouts.includes('distributions'),
);

const P_COLOUR = 'var(--series-4)';
const Q_COLOUR = 'var(--series-1)';

type Say = ReturnType<typeof distributionsWords>;

interface Reading {
  readonly declaration: Declaration;
  readonly index: number;
  readonly found: Evaluation | NoEvaluation;
}

function mount(context: ViewContext<DistributionsState>): MountedView<DistributionsState> {
  const { update } = context;
  let current: DistributionsState = parseDistributions(undefined);
  const bars = barEditor(250, (group, bin, value, dragging) => {
    const side = group === 'p' ? 'p' : 'q';
    update({ [side]: withBin(current[side], bin, value) }, dragging ? 'dragging' : 'done');
  });
  const gradient = barEditor(170, () => undefined);
  const sums = curveFigure(190, () => undefined);
  // It has no cursor to move.
  for (const attribute of ['role', 'tabindex']) sums.element.removeAttribute(attribute);
  sums.element.classList.add('still');
  let planCursor: number | undefined;
  const matrix = cellGrid({
    onCursor: (cell) => {
      planCursor = cell;
      context.redraw();
    },
  });
  const arcs = planFigure();
  const leading = leadingStudy(context);

  const render = (scene: Scene<DistributionsState>): TemplateResult => {
    const { state, study, language, settled } = scene;
    current = state;
    const say = distributionsWords(language);
    const bins = state.p.map((_, i) => String(i));
    const readings = DIVERGENCES.map((declaration, index): Reading => {
      const studied = study.losses.find((loss) => loss.declaration === declaration);
      const params = studied?.params ?? defaultsOf(declaration);
      const data = { layout: 'distributions', prediction: state.q, label: state.p } as const;
      return { declaration, index, found: context.evaluations.of(declaration.id, declaration, params, data) };
    });
    const leader = readings.find(({ declaration }) => declaration.id === state.leading) ?? readings[0];
    const group = (key: 'p' | 'q'): BarGroup => ({
      key,
      name: key,
      colour: key === 'p' ? P_COLOUR : Q_COLOUR,
      values: state[key],
      editable: true,
    });
    bars.update(
      {
        bins,
        groups: [group('p'), group('q')],
        domain: [0, Math.min(1, Math.max(0.25, ...state.p, ...state.q) * 1.08)],
        limits: [0, 1],
        xLabel: say('binAxis'),
        yLabel: say('mass'),
        nameOf: ({ name }, bin) => say('bar', name, bin),
      },
      settled,
    );
    const slopes = leader !== undefined && hasValue(leader.found) ? leader.found.gradient : undefined;
    if (leader !== undefined && slopes !== undefined) drawGradient(leader, slopes, bins, scene, say);
    drawSums(state, scene, say);
    const plan = transportPlan(state.q, state.p);
    const flow = new Float64Array(state.p.length ** 2);
    for (const { from, to, mass } of plan) flow[from * state.p.length + to] = mass;
    const name = (cell: number): string =>
      say('planCell', Math.floor(cell / state.p.length), cell % state.p.length, formatShort(flow[cell] ?? 0));
    matrix.update({
      rows: state.p.length,
      columns: state.p.length,
      values: flow,
      scale: { kind: 'sequential', most: Math.max(...flow, 1e-9), colour: 'var(--series-3)' },
      cursor: planCursor,
      name: say('plan'),
      spoken: planCursor === undefined ? '' : name(planCursor),
    });
    arcs.update(plan, state.p.length);
    const own = leading.scene(scene, leader?.declaration);
    const main = html`<div class="play-box">
        <div class="play-page">
          <section>
            ${scene.figure({
              id: 'distributions',
              title: say('figure'),
              description: say('description'),
              figure: bars,
              key: html`<span class="key"
                ><span class="swatch" .style=${`background: ${P_COLOUR}`}></span>p
                <span class="swatch" .style=${`background: ${Q_COLOUR}`}></span>q</span
              >`,
              table: () => pairTable(state, slopes, say),
              csv: () => pairNumbers(state, slopes),
            })}
            ${controls(state, say)}
            <p class="muted small">${say('help')}</p>
          </section>
          <section aria-label=${say('losses')}>
            ${lossTable({
              caption: say('losses'),
              lossHead: say('loss'),
              heads: [say('value'), say('slope')],
              lines: readings.map(({ declaration, index, found }) => ({
                declaration,
                colour: seriesColour(index),
                numbers: hasValue(found) ? [found.value, largest(found.gradient)] : [NaN, NaN],
                ...(!hasValue(found) && found.reason !== undefined ? { reason: found.reason } : {}),
              })),
              leading: state.leading,
              language,
              onLead: (id) => update({ leading: id }),
            })}
            ${
              leader === undefined || slopes === undefined
                ? ''
                : scene.figure({
                    id: 'distribution-gradient',
                    title: say('gradient', leader.declaration.abbreviation ?? leader.declaration.id),
                    description: say('gradientDescription'),
                    figure: gradient,
                    table: () => ({
                      head: [say('bin'), say('gradientAxis')],
                      rows: Array.from(slopes, (v, i) => [String(i), formatReading(v)]),
                    }),
                  })
            }
          </section>
          <section>
            ${scene.figure({
              id: 'distribution-cdf',
              title: say('cdf'),
              description: say('cdfDescription'),
              figure: sums,
              table: () => ({
                head: [say('bin'), 'CDF p', 'CDF q'],
                rows: cumulative(state.p).map((v, i) => [
                  String(i),
                  formatReading(v),
                  formatReading(cumulative(state.q)[i] ?? NaN),
                ]),
              }),
            })}
          </section>
          <section>
            ${scene.figure({
              id: 'transport-plan',
              title: say('plan'),
              description: say('planDescription'),
              figure: arcs,
              table: () => ({
                head: ['q', 'p', say('mass')],
                rows: plan.map(({ from, to, mass }) => [String(from), String(to), formatReading(mass)]),
              }),
            })}
            <div class="plan-matrix">
              ${matrix.element}
              <p class="muted small number" role="status">
                ${planCursor === undefined ? say('planCost', formatReading(costOf(plan))) : name(planCursor)}
              </p>
            </div>
          </section>
        </div>
      </div>
      ${leading.parts.parameters(own)}`;
    return studyLayout(main, leading.parts.note(own));
  };

  function drawGradient(
    { index }: Reading,
    slopes: Float64Array,
    bins: readonly string[],
    { settled }: Scene<DistributionsState>,
    say: Say,
  ): void {
    const [low, high] = valueDomain([slopes], 0.2);
    gradient.update(
      {
        bins,
        groups: [{ key: 'g', name: '', colour: seriesColour(index), values: [...slopes], editable: false }],
        domain: [Math.min(0, low), Math.max(0, high)],
        limits: [0, 0],
        xLabel: say('binAxis'),
        yLabel: say('gradientAxis'),
        nameOf: () => '',
      },
      settled,
    );
  }

  function drawSums(state: DistributionsState, { settled }: Scene<DistributionsState>, say: Say): void {
    const count = state.p.length;
    // Two points a bin draw the steps.
    const x = Float64Array.from({ length: 2 * count }, (_, i) => Math.floor((i + 1) / 2));
    const steps = (of: readonly number[]): Float64Array => {
      const sum = cumulative(of);
      return Float64Array.from({ length: 2 * count }, (_, i) => sum[Math.floor(i / 2)] ?? 1);
    };
    const line = (key: 'p' | 'q', colour: string) => ({ key, colour, y: steps(state[key]), at: NaN });
    sums.update(
      {
        x,
        range: [0, count],
        scale: { kind: 'linear', domain: [0, 1], constant: 1 },
        xLabel: say('binAxis'),
        yLabel: say('cdfAxis'),
        series: [line('p', P_COLOUR), line('q', Q_COLOUR)],
        cursor: 0,
      },
      settled,
    );
  }

  function controls(state: DistributionsState, say: Say): TemplateResult {
    const count = state.p.length;
    const starts = {
      overlapping: { p: bell(count, count * 0.3, count / 6), q: bell(count, count * 0.55, count / 5) },
      disjoint: { p: half(count, 0), q: half(count, 1) },
      same: { p: state.p, q: state.p },
    };
    return html`<div class="play-controls">
      ${segments(
        say('bins'),
        [4, 8, 12, BINS.most].map((value) => ({ value, text: String(value) })),
        count,
        (bins) => update({ p: resized(state.p, bins), q: resized(state.q, bins) }),
      )}
      <span class="chips" role="group" aria-label=${say('presets')}>
        ${(['overlapping', 'disjoint', 'same'] as const).map(
          (name) => html`<button class="chip" @click=${() => update(starts[name])}>${say(name)}</button>`,
        )}
        <button class="chip" @click=${() => update({ p: state.q, q: state.p })}>${say('swap')}</button>
      </span>
    </div>`;
  }

  return { render, leading: leading.leader };
}

/** All mass in the first or in the last third of the bins. */
function half(bins: number, side: 0 | 1): readonly number[] {
  const third = Math.max(1, Math.floor(bins / 3));
  return Array.from({ length: bins }, (_, i) =>
    (side === 0 ? i < third : i >= bins - third) ? 1 / third : 0,
  );
}

function largest(gradient: Float64Array | undefined): number {
  return gradient === undefined ? NaN : gradient.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
}

function pairNumbers({ p, q }: DistributionsState, slopes: Float64Array | undefined) {
  return {
    head: ['bin', 'p', 'q', ...(slopes === undefined ? [] : ['gradient'])],
    rows: p.map((v, i) => [i, v, q[i] ?? NaN, ...(slopes === undefined ? [] : [slopes[i] ?? NaN])]),
  };
}

function pairTable(state: DistributionsState, slopes: Float64Array | undefined, say: Say) {
  const { head, rows } = pairNumbers(state, slopes);
  return {
    head: [say('bin'), ...head.slice(1, 3), ...(slopes === undefined ? [] : ['∂L/∂q'])],
    rows: rows.map((row) => row.map((v, i) => (i === 0 ? String(v) : formatReading(v)))),
  };
}
