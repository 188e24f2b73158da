// The thresholds: the last computed data at every threshold, with one threshold through all pictures.
import './thresholds.css';
import { html, type TemplateResult } from 'lit';
import type { ThresholdSweep } from '../../../../src/protocol/compute';
import type { ShowData } from '../../../../src/protocol/views';
import { curveFigure, type CurveFigure, type CurveSeries } from '../../../shared/curveFigure';
import { formatCount, formatPercent, formatReading, formatShort } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';
import type { MountedView, Scene, View, ViewContext } from '../../frame/view';
import { studyLayout } from '../../study/layout';
import { rankedOf, type Ranked } from './ranked';
import { parseThresholds, type ThresholdsState } from './state';
import {
  accuracyOf,
  bestF1,
  countsAt,
  f1Of,
  falsePositiveRateOf,
  pointAt,
  precisionOf,
  recallOf,
  type Counts,
} from './sweep';
import { thresholdsWords } from './words';

export const THRESHOLDS: View<ThresholdsState> = {
  id: 'thresholds',
  name: { en: 'Thresholds', zh: '阈值' },
  showsStudy: false,
  parse: parseThresholds,
  mount,
};

type Say = ReturnType<typeof thresholdsWords>;

/** The sweep as curves over an ascending threshold. */
interface Curves {
  readonly sweep: ThresholdSweep;
  readonly x: Float64Array;
  readonly counts: readonly Counts[];
  readonly of: (value: (counts: Counts) => number) => Float64Array;
}

function mount(context: ViewContext<ThresholdsState>): MountedView<ThresholdsState> {
  const { update } = context;
  const metrics = curveFigure(230, (threshold) => update({ threshold }, 'moving'));
  const still = (height: number): CurveFigure => {
    const figure = curveFigure(height, () => undefined);
    for (const attribute of ['role', 'tabindex']) figure.element.removeAttribute(attribute);
    figure.element.classList.add('still-slider');
    return figure;
  };
  const [roc, pr, calibration] = [still(230), still(230), still(230)];
  calibration.element.classList.add('still'); // it is of all thresholds
  let known: { readonly sweep: ThresholdSweep; readonly curves: Curves } | undefined;

  const curvesOf = (sweep: ThresholdSweep): Curves => {
    if (known?.sweep !== sweep) known = { sweep, curves: ascending(sweep) };
    return known.curves;
  };

  const render = (scene: Scene<ThresholdsState>): TemplateResult => {
    const { data, language } = scene;
    const say = thresholdsWords(language);
    if (data === undefined) return studyLayout(html`<p class="muted">${say('noData')}</p>`);
    const ranked = rankedOf(data, context.evaluations);
    const name = data.answer.prediction?.name ?? '';
    if (ranked === undefined)
      return studyLayout(html`<p class="muted" role="status">${say('waiting', name)}</p>`);
    if (ranked.sweep === undefined) {
      return studyLayout(html`<p class="muted">${say('noSweep', ranked.reason ?? '')}</p>`);
    }
    return studyLayout(pictures(scene, data, ranked, curvesOf(ranked.sweep), say));
  };

  function pictures(
    scene: Scene<ThresholdsState>,
    { answer }: ShowData,
    ranked: Ranked,
    curves: Curves,
    say: Say,
  ): TemplateResult {
    const { state, settled } = scene;
    const { sweep, x } = curves;
    const [low, high] = [x[0] ?? 0, x[x.length - 1] ?? 1];
    const usual =
      answer.results.some(({ params }) => params['input'] === 'logits') || low < 0 || high > 1 ? 0 : 0.5;
    const threshold = Math.min(high, Math.max(low, state.threshold ?? usual));
    const now = countsAt(sweep, pointAt(sweep, threshold));
    const line = (key: string, index: number, value: (counts: Counts) => number): CurveSeries => ({
      key,
      colour: seriesColour(index),
      y: curves.of(value),
      at: value(now),
    });
    const lines = [line('precision', 0, precisionOf), line('recall', 1, recallOf), line('f1', 2, f1Of)];
    const unit = { kind: 'linear', domain: [0, 1], constant: 1 } as const;
    metrics.update(
      {
        x,
        range: [low, high],
        scale: unit,
        xLabel: say('thresholdAxis'),
        yLabel: say('shareAxis'),
        series: lines,
        cursor: threshold,
      },
      settled,
    );
    metrics.announce({
      name: say('threshold'),
      describedBy: 'threshold-metrics-description',
      now: threshold,
      text: `${say('threshold')} ${formatShort(threshold)}: ${lines.map(({ key, at }) => `${key} ${formatShort(at)}`).join(', ')}`,
    });
    path(
      roc,
      curves.of(falsePositiveRateOf),
      curves.of(recallOf),
      [falsePositiveRateOf(now), recallOf(now)],
      {
        x: say('fprAxis'),
        y: say('tprAxis'),
        colour: seriesColour(0),
        settled,
      },
    );
    path(pr, curves.of(recallOf), curves.of(precisionOf), [recallOf(now), precisionOf(now)], {
      x: say('recallAxis'),
      y: say('precisionAxis'),
      colour: seriesColour(1),
      settled,
    });
    const bins = (ranked.bins ?? []).filter(({ count }) => count > 0);
    // A figure without points would have no line to move later.
    if (bins.length > 0)
      calibration.update(
        {
          x: Float64Array.from(bins, ({ confidence }) => confidence),
          range: [0, 1],
          scale: unit,
          xLabel: say('confidenceAxis'),
          yLabel: say('accuracyAxis'),
          series: [
            {
              key: 'accuracy',
              colour: seriesColour(3),
              y: Float64Array.from(bins, ({ accuracy }) => accuracy),
              at: NaN,
            },
            {
              key: 'ideal',
              colour: 'var(--muted)',
              dashed: true,
              y: Float64Array.from(bins, ({ confidence }) => confidence),
              at: NaN,
            },
          ],
          cursor: 0,
        },
        settled,
      );
    const best = bestF1(sweep);
    const sweepTable = () => ({
      head: [say('threshold'), say('precision'), say('recall'), 'F1', 'TP', 'FP', 'FN', 'TN'],
      rows: everyTwentieth(curves).map((i) => [
        formatShort(x[i] ?? NaN),
        ...lines.map(({ y }) => formatReading(y[i] ?? NaN)),
        ...countsText(curves.counts[i]),
      ]),
    });
    const numbers = () => ({
      head: ['threshold', 'precision', 'recall', 'f1', 'tp', 'fp', 'fn', 'tn'],
      rows: curves.counts.map((c, i) => [
        x[i] ?? NaN,
        ...lines.map(({ y }) => y[i] ?? NaN),
        c.tp,
        c.fp,
        c.fn,
        c.tn,
      ]),
    });
    return html`<ul class="legend">
        <li class="number">${say('threshold')} = ${formatReading(threshold)}</li>
        ${lines.map(
          ({ key, colour, at }) =>
            html`<li>
              <span class="swatch" .style=${`background: ${colour}`}></span
              >${key === 'f1' ? 'F1' : say(key as 'precision' | 'recall')}
              <span class="reading number">${formatReading(at)}</span>
            </li>`,
        )}
        <li>${say('accuracy')} <span class="reading number">${formatReading(accuracyOf(now))}</span></li>
        <li>ROC AUC <span class="reading number">${formatReading(ranked.auc ?? NaN)}</span></li>
        <li>AP <span class="reading number">${formatReading(ranked.averagePrecision ?? NaN)}</span></li>
        <li>ECE <span class="reading number">${formatReading(ranked.ece ?? NaN)}</span></li>
      </ul>
      <div class="threshold-figures">
        <div>
          ${scene.figure({ id: 'threshold-metrics', title: say('metrics'), description: say('metricsDescription'), figure: metrics, table: sweepTable, csv: numbers })}
          <p class="muted small">
            <button
              class="text-button"
              @click=${() => update({ threshold: sweep.thresholds[best.point] ?? threshold })}
            >
              ${say('best', formatReading(best.f1), formatShort(sweep.thresholds[best.point] ?? NaN))}
            </button>
            ${sweep.countedEvery === undefined ? '' : say('counted', sweep.countedEvery)}
          </p>
        </div>
        <div>${confusion(now, threshold, say)}</div>
        <div>
          ${scene.figure({ id: 'roc', title: say('roc'), description: say('rocDescription'), figure: roc, table: sweepTable, csv: numbers })}
        </div>
        <div>
          ${scene.figure({ id: 'precision-recall', title: say('pr'), description: say('prDescription'), figure: pr, table: sweepTable, csv: numbers })}
        </div>
        <div>
          ${scene.figure({
            id: 'calibration',
            title: say('calibration'),
            description: say('calibrationDescription'),
            figure: calibration,
            table: () => ({
              head: [say('confidenceAxis'), say('accuracyAxis'), 'n'],
              rows: bins.map(({ confidence, accuracy, count }) => [
                formatReading(confidence),
                formatReading(accuracy),
                formatCount(count),
              ]),
            }),
          })}
        </div>
      </div>`;
  }

  return { render };
}

/** From the least threshold, where all are called positive, up; without the infinite one, where none are. */
function ascending(sweep: ThresholdSweep): Curves {
  const order = sweep.thresholds
    .map((_, i) => i)
    .filter((i) => Number.isFinite(sweep.thresholds[i]))
    .reverse();
  const counts = order.map((i) => countsAt(sweep, i));
  const known = new Map<(counts: Counts) => number, Float64Array>();
  return {
    sweep,
    x: Float64Array.from(order, (i) => sweep.thresholds[i] ?? NaN),
    counts,
    of: (value) => {
      let curve = known.get(value);
      if (curve === undefined) known.set(value, (curve = Float64Array.from(counts, value)));
      return curve;
    },
  };
}

interface PathStyle {
  readonly x: string;
  readonly y: string;
  readonly colour: string;
  readonly settled: boolean;
}

/** A curve in the unit square, with the point of the threshold on it. */
function path(
  figure: CurveFigure,
  x: Float64Array,
  y: Float64Array,
  [atX, atY]: readonly [number, number],
  style: PathStyle,
): void {
  figure.update(
    {
      x,
      range: [0, 1],
      scale: { kind: 'linear', domain: [0, 1], constant: 1 },
      xLabel: style.x,
      yLabel: style.y,
      series: [{ key: 'curve', colour: style.colour, y, at: atY }],
      cursor: Number.isFinite(atX) ? atX : 0,
    },
    style.settled,
  );
}

function countsText(counts: Counts | undefined): string[] {
  if (counts === undefined) return [];
  return [counts.tp, counts.fp, counts.fn, counts.tn].map((n) => formatCount(Number(n.toPrecision(12))));
}

function everyTwentieth({ x }: Curves): number[] {
  return [...new Set(Array.from({ length: 21 }, (_, i) => Math.round((i * (x.length - 1)) / 20)))];
}

function confusion({ tp, fp, fn, tn }: Counts, threshold: number, say: Say): TemplateResult {
  const cell = (count: number, of: number): TemplateResult =>
    html`<td class="right number">
      ${formatCount(Number(count.toPrecision(12)))}
      <span class="muted small">${formatPercent(of === 0 ? 0 : count / of)}</span>
    </td>`;
  return html`<table class="threshold-confusion">
    <caption>
      ${say('confusion', formatReading(threshold))}
    </caption>
    <thead>
      <tr>
        <th></th>
        <th scope="col" class="right">${say('called')} 0</th>
        <th scope="col" class="right">${say('called')} 1</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <th scope="row">${say('actual')} 0</th>
        ${cell(tn, tn + fp)} ${cell(fp, tn + fp)}
      </tr>
      <tr>
        <th scope="row">${say('actual')} 1</th>
        ${cell(fn, fn + tp)} ${cell(tp, fn + tp)}
      </tr>
    </tbody>
  </table>`;
}
