// The question and the answer: what a command, the shell or a script asks the worker to compute,
// and what comes back. Plain data, so that it crosses any boundary (thread, file, socket).

/** Numbers nested to any depth, as JSON has them. A missing number is the string "NaN", "Infinity" or "-Infinity". */
export type Nested = number | boolean | 'NaN' | 'Infinity' | '-Infinity' | readonly Nested[];

/** A set of weighted points: one side of a transport problem. */
export interface WeightedPoints {
  readonly points: Nested;
  readonly weights?: Nested;
}

/**
 * Where an array comes from: a path, a path with a selector (`preds.npz#probs`, `table.csv#p0,p1`), an inline
 * array as text (`"[0.1, 0.9]"`, `"np.array([1, 2])"`), or nested numbers.
 */
export type ArrayInput = string | readonly Nested[] | WeightedPoints;

/** A parameter's value. `null` switches an optional one off (focal's `alpha`). */
export type ParameterValue = number | string | boolean | null | readonly number[];

export type Parameters = Readonly<Record<string, ParameterValue>>;

export type Reduction = 'mean' | 'sum' | 'none';

/** One loss or metric to compute: an id of the catalogue, or a formula typed by the user. */
export type Computation =
  | { readonly id: string; readonly params?: Parameters; readonly preset?: string }
  | {
      readonly formula: string;
      readonly params?: Parameters;
      readonly preset?: undefined;
      /** What its author calls it. */
      readonly name?: string;
      /** Where sliders of its parameters begin and end. */
      readonly ranges?: Ranges;
    };

export type Ranges = Readonly<Record<string, readonly [low: number, high: number]>>;

export interface ComputeRequest {
  readonly compute: readonly Computation[];
  readonly prediction?: ArrayInput;
  readonly label?: ArrayInput;
  /** What some ids need besides: `positions`, `weights`, `cost`, `spacing`, `variance`, `sampleWeight`, `mask`. */
  readonly inputs?: Readonly<Record<string, ArrayInput>>;
  /** Parameters for every computation that has them; a computation's own win. */
  readonly params?: Parameters;
  readonly reduction?: Reduction;
  /** `true` returns the gradient with respect to the prediction; a path ending in .npy streams it there. */
  readonly gradient?: boolean | string;
  /** Asks for what a view shows besides the value: histograms, hardest samples, the autodiff check. */
  readonly view?: boolean;
  /** Divides the prediction, the label or both by a number first: an answer to a 0/255 mask. */
  readonly scale?: { readonly prediction?: number; readonly label?: number };
}

/** A value: a number, nested arrays for `none`, or several numbers by name (`confusion`). */
export type ResultValue =
  number | readonly Nested[] | { readonly [name: string]: number | readonly Nested[] };

export interface Histogram {
  /** Bin borders, ascending, one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** How the gradient is spread over the predictions: what each bin of the prediction holds. */
export interface GradientShare {
  readonly edges: readonly number[];
  /** Elements in each bin. */
  readonly counts: readonly number[];
  /** Share of Σ|∂L/∂prediction| in each bin, summing to 1 (or all 0 where there is no gradient). */
  readonly shares: readonly number[];
}

export interface HardSample {
  /** Index of the sample along the first axis, or of the element where there is one axis. */
  readonly index: number;
  readonly loss: number;
  readonly prediction: readonly number[];
  readonly label: readonly number[];
}

/** The comparison of the symbolic gradient with TensorFlow.js's automatic differentiation. */
export interface AutodiffCheck {
  readonly passed: boolean;
  /** Largest |symbolic − autodiff| / max(1, |symbolic|) over the sample. */
  readonly largestDifference: number;
  readonly elements: number;
  readonly tolerance: number;
  /** Why there was no comparison, where there was none. */
  readonly skipped?: string;
}

/**
 * How many samples are called positive at each threshold, from none to all: confusion matrix, precision, recall, F1,
 * ROC and PR curve all follow.
 */
export interface ThresholdSweep {
  /** Descending; the first is "Infinity". A score at the threshold is positive. */
  readonly thresholds: readonly number[];
  /** Samples, or their weight, that are called positive and are, or are not. */
  readonly truePositives: readonly number[];
  readonly falsePositives: readonly number[];
  /** Of all samples. */
  readonly positives: number;
  readonly negatives: number;
  /** It is of every so many samples, where there are too many to rank them all. */
  readonly countedEvery?: number;
}

export interface ConfusionMatrix {
  /** Rows are true classes, columns predicted ones. */
  readonly matrix: readonly (readonly number[])[];
  readonly classes: readonly string[];
}

/** What the results view shows besides the value. */
export interface ResultView {
  readonly lossHistogram?: Histogram;
  readonly gradientHistogram?: Histogram;
  readonly gradientShare?: GradientShare;
  readonly meanAbsoluteGradient?: number;
  /** Histograms and shares are over every so many elements, where there are too many to count them all. */
  readonly countedEvery?: number;
  readonly hardest?: readonly HardSample[];
  readonly autodiff?: AutodiffCheck;
  readonly confusion?: ConfusionMatrix;
  readonly thresholds?: ThresholdSweep;
}

export interface ComputationResult {
  readonly id: string;
  /** The preset that gave the parameters, where one was named. */
  readonly preset?: string;
  /** The formula, where a typed one was computed; then the id is its name, or `formula`. */
  readonly formula?: string;
  readonly ranges?: Ranges;
  readonly value: ResultValue;
  readonly reduction: Reduction;
  /** How many elements (samples for row-wise losses, groups for region losses) the value is over. */
  readonly count: number;
  /** NaN and infinite elements of the input. */
  readonly nonFinite: number;
  /** Every parameter in force, defaults included. */
  readonly params: Parameters;
  /** With respect to the prediction and in its shape; `null` where there is none (`details.gradient` says why). */
  readonly gradient?: readonly Nested[] | null;
  /** What the input makes worth saying: "71 % of labels are 0". */
  readonly notes: readonly string[];
  /** What an id gives besides its value: the flow of emd, curves, `gradient`: why there is none. */
  readonly details: { readonly [name: string]: unknown };
  readonly view?: ResultView;
}

/** What an input turned out to be. */
export interface InputSummary {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
}

export interface ComputeResult {
  readonly ok: true;
  readonly elapsedMs: number;
  readonly results: readonly ComputationResult[];
  readonly prediction?: InputSummary;
  readonly label?: InputSummary;
  readonly threads?: number;
}

/** One bin of confidence, (from, to]. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  /** Samples, or their weight. */
  readonly count: number;
  /** Means over the bin; 0 where it is empty. */
  readonly confidence: number;
  readonly accuracy: number;
}
