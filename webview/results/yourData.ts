// What the data themselves show: where the gradient comes from, how loss and gradient are spread.
import { axisLetter, dataAxisName } from '../../src/catalogue/axisNames';
import { html, nothing, type TemplateResult } from 'lit';
import type { ComputationResult, GradientShare, Histogram } from '../../src/protocol/compute';
import type { Layout } from '../../src/catalogue/declaration';
import type { ProbeAxis } from '../../src/catalogue/probePath';
import type { FromView, Language } from '../../src/protocol/views';
import { barFigure, type BarFigure } from '../shared/barFigure';
import { figureFrame } from '../shared/figureFrame';
import { formatCount, formatPercent, formatShort } from '../shared/format';
import { seriesColour } from '../shared/series';
import type { Say } from '../shared/words';

export interface DataModel {
  readonly result: ComputationResult;
  readonly index: number;
  /** What the prediction of this result is measured on. */
  readonly axis: ProbeAxis;
  readonly layout: Layout;
  readonly openTables: ReadonlySet<string>;
  readonly logCounts: boolean;
  readonly language: Language;
  readonly say: Say;
  readonly onTable: (id: string) => void;
  readonly onLog: () => void;
  readonly post: (message: FromView) => void;
}

export interface YourData {
  readonly render: (model: DataModel) => TemplateResult | typeof nothing;
}

export function yourData(): YourData {
  const share = barFigure(168);
  const loss = barFigure(168);
  const gradient = barFigure(168);
  return {
    render: (model) => {
      const { gradientShare, lossHistogram, gradientHistogram } = model.result.view ?? {};
      if (gradientShare === undefined && lossHistogram === undefined && gradientHistogram === undefined)
        return nothing;
      const { say } = model;
      return html`<section aria-label=${say('yourData')}>
        <div class="section-head"><h2>${say('yourData')}</h2></div>
        ${gradientShare === undefined ? nothing : shareFigure(share, gradientShare, model)}
        <div class="data-pair">
          ${
            lossHistogram === undefined
              ? nothing
              : histogramFigure(
                  'loss-histogram',
                  loss,
                  lossHistogram,
                  say('lossHistogram'),
                  say('lossCurve').toLowerCase(),
                  model,
                )
          }
          ${
            gradientHistogram === undefined
              ? nothing
              : histogramFigure(
                  'gradient-histogram',
                  gradient,
                  gradientHistogram,
                  say('gradientHistogram'),
                  `∂L/∂${model.axis === 'offset' ? 'b' : axisLetter(model.axis, model.layout)}`,
                  model,
                )
          }
        </div>
      </section>`;
    },
  };
}

function shareFigure(figure: BarFigure, data: GradientShare, model: DataModel): TemplateResult {
  const { say, language } = model;
  const total = data.counts.reduce((a, b) => a + b, 0) || 1;
  const colour = seriesColour(model.index);
  figure.update({
    edges: data.edges,
    heights: data.shares.map((s) => 100 * s),
    behind: data.counts.map((c) => (100 * c) / total),
    colour,
    xLabel: `${dataAxisName(model.axis, model.layout, language)} →`,
    yLabel: `↑ ${say('share')}`,
  });
  return figureFrame({
    id: 'gradient-share',
    title: say('gradientShare'),
    description: say('gradientShareDescription'),
    figure,
    key: html`<span class="key small muted"
        ><span class="swatch" .style=${`background: ${colour}`}></span>${say('shareOfGradient')}</span
      ><span class="key small muted"><span class="swatch behind"></span>${say('shareOfElements')}</span>`,
    table: () => ({
      head: [say('from'), say('to'), say('shareOfGradient'), say('shareOfElements')],
      rows: data.shares.map((s, i) => [
        formatShort(data.edges[i] ?? NaN),
        formatShort(data.edges[i + 1] ?? NaN),
        formatPercent(s),
        formatPercent((data.counts[i] ?? 0) / total),
      ]),
    }),
    csv: () => ({
      head: ['from', 'to', 'shareOfGradient', 'elements'],
      rows: data.shares.map((s, i) => [
        data.edges[i] ?? NaN,
        data.edges[i + 1] ?? NaN,
        s,
        data.counts[i] ?? 0,
      ]),
    }),
    tableOpen: model.openTables.has('gradient-share'),
    onTable: model.onTable,
    post: model.post,
    say,
  });
}

function histogramFigure(
  id: string,
  figure: BarFigure,
  data: Histogram,
  title: string,
  unit: string,
  model: DataModel,
): TemplateResult {
  const { say, logCounts } = model;
  figure.update({
    edges: data.edges,
    heights: data.counts,
    colour: seriesColour(model.index),
    xLabel: `${unit} →`,
    yLabel: `↑ ${say('elementsAxis')}`,
    log: logCounts,
  });
  return figureFrame({
    id,
    title,
    description: say('histogramDescription'),
    figure,
    actions: html`<button
      class="text-button"
      aria-pressed=${logCounts ? 'true' : 'false'}
      title=${say('logCounts')}
      @click=${model.onLog}
    >
      log
    </button>`,
    table: () => ({
      head: [say('from'), say('to'), say('elementsAxis')],
      rows: data.counts.map((count, i) => [
        formatShort(data.edges[i] ?? NaN),
        formatShort(data.edges[i + 1] ?? NaN),
        formatCount(count),
      ]),
    }),
    csv: () => ({
      head: ['from', 'to', 'elements'],
      rows: data.counts.map((count, i) => [data.edges[i] ?? NaN, data.edges[i + 1] ?? NaN, count]),
    }),
    tableOpen: model.openTables.has(id),
    onTable: model.onTable,
    post: model.post,
    say,
  });
}
