// What an experiment shows besides its numbers: figures as data, which a view draws without knowing the experiment.
// NaN is a gap; messageNumbers.ts brings it to a view.

/** A name in both languages. */
export interface FigureText {
  readonly en: string;
  readonly zh: string;
}

export interface Axis {
  readonly label: FigureText;
  /** As it is printed behind the label: "px", "nat". Absent where the number has none. */
  readonly unit?: string;
  readonly scale?: 'linear' | 'log';
  /** What the axis covers at least; the data decide where absent. */
  readonly domain?: readonly [number, number];
}

/** Numbers side by side: `y[i]` belongs to `x[i]`. A gap is NaN. */
export interface Series {
  readonly name: FigureText;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A place that the text speaks of: a point, or a line across where one of the two is absent. */
export interface Mark {
  readonly name: FigureText;
  readonly x?: number;
  readonly y?: number;
}

interface FigureBase {
  /** Stays the same from one partial figure to the next, so that a view updates what it has drawn. */
  readonly id: string;
  readonly title: FigureText;
}

/** Curves, `lines`, or points, `scatter`. */
export interface SeriesFigure extends FigureBase {
  readonly kind: 'lines' | 'scatter';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
}

/** Groups of bars, one a category, of one bar a series. */
export interface BarFigure extends FigureBase {
  readonly kind: 'bars';
  readonly x: Axis;
  readonly y: Axis;
  readonly categories: readonly FigureText[];
  readonly series: readonly { readonly name: FigureText; readonly values: readonly number[] }[];
}

/** A number a cell: a matrix, or a plane cut into squares. */
export interface HeatFigure extends FigureBase {
  readonly kind: 'heat';
  readonly x: Axis;
  readonly y: Axis;
  readonly value: Axis;
  /** Centres of the cells from left to right, and of the rows in the order of `values`. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** Row after row; NaN where there is nothing. */
  readonly values: readonly number[];
}

/** Weighted points of two sides, and what moves from one to the other. */
export interface FlowFigure extends FigureBase {
  readonly kind: 'flow';
  readonly x: Axis;
  readonly y: Axis;
  readonly sides: readonly {
    readonly name: FigureText;
    readonly points: readonly { readonly x: number; readonly y: number; readonly weight: number }[];
  }[];
  /** From a point of the first side to one of the second, by their places in the lists. */
  readonly arrows: readonly { readonly from: number; readonly to: number; readonly amount: number }[];
}

export type Figure = SeriesFigure | BarFigure | HeatFigure | FlowFigure;
