// The numbers behind an experiment's figure as a table: for screen readers, and for a file.
import type { Figure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import type { ExperimentsSay } from './words';

export interface FigureNumbers {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
}

export function figureNumbers(figure: Figure, language: Language, say: ExperimentsSay): FigureNumbers {
  switch (figure.kind) {
    case 'lines':
    case 'scatter':
      return seriesNumbers(figure, language);
    case 'bars':
      return {
        head: [figure.x.label[language], ...figure.series.map(({ name }) => name[language])],
        rows: figure.categories.map((category, i) => [
          category[language],
          ...figure.series.map(({ values }) => values[i] ?? NaN),
        ]),
      };
    case 'heat': {
      const { x, y, value, columns, rows, values } = figure;
      return {
        head: [y.label[language], x.label[language], value.label[language]],
        rows: rows.flatMap((row, r) =>
          columns.map((column, c) => [row, column, values[r * columns.length + c] ?? NaN]),
        ),
      };
    }
    case 'flow':
      return {
        head: [say('from'), say('to'), say('amount')],
        rows: figure.arrows.map(({ from, to, amount }) => [from + 1, to + 1, amount]),
      };
  }
}

/** A column a series where they share their places, else the places of each in turn. */
function seriesNumbers(
  { x, y, series }: Extract<Figure, { kind: 'lines' | 'scatter' }>,
  language: Language,
): FigureNumbers {
  const [first] = series;
  const shared = series.every(
    (one) =>
      one.x === first?.x || (one.x.length === first?.x.length && one.x.every((v, i) => v === first.x[i])),
  );
  if (shared) {
    return {
      head: [x.label[language], ...series.map(({ name }) => name[language])],
      rows: (first?.x ?? []).map((at, i) => [at, ...series.map((one) => one.y[i] ?? NaN)]),
    };
  }
  return {
    head: ['', x.label[language], y.label[language]],
    rows: series.flatMap((one) => one.x.map((at, i) => [one.name[language], at, one.y[i] ?? NaN])),
  };
}
