// Groups of bars, one a category.
import * as Plot from '@observablehq/plot';
import type { BarFigure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { formatShort } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';
import { axisOptions, MARGINS, named } from './axes';

export function barOptions(figure: BarFigure, width: number, language: Language): Plot.PlotOptions {
  const { categories, series } = figure;
  const bars = series.flatMap(({ values }, s) =>
    categories.map((category, c) => ({
      category: category[language],
      series: String(s),
      value: values[c] ?? NaN,
      colour: seriesColour(s),
    })),
  );
  const y = axisOptions({ ...figure.y }, [0, ...bars.map(({ value }) => value)], 5);
  const narrow = width / (categories.length * series.length) < 14;
  return {
    x: { axis: null, padding: 0.08, type: 'band' },
    fx: { label: null, padding: narrow ? 0.12 : 0.25, domain: categories.map((c) => c[language]) },
    y: y.scale,
    marks: [
      Plot.gridY({ className: 'grid', strokeOpacity: 1, ticks: y.ticks }),
      Plot.axisY({
        ticks: y.ticks,
        tickSize: 4,
        tickFormat: (v: number) => formatShort(v),
        className: 'axis',
      }),
      Plot.axisFx({ anchor: 'bottom', tickSize: 0, label: null, className: 'axis' }),
      Plot.barY(bars, { fx: 'category', x: 'series', y: 'value', fill: 'colour', className: 'bars' }),
      Plot.ruleY([0], { className: 'zero' }),
      Plot.text([`↑ ${named(figure.y, language)}`], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dx: 2 - MARGINS.marginLeft,
        dy: -18,
        facet: 'super',
      }),
      Plot.text([`${named(figure.x, language)} →`], {
        frameAnchor: 'bottom-right',
        textAnchor: 'end',
        dy: 32,
        facet: 'super',
      }),
    ],
  };
}
