// The messages between the extension and its webviews. Each webview says `ready` first and is then sent what to
// show; it keeps the last message by setState, so that a reload or a move brings it back.
import type { ComputeRequest, ComputeResult, Parameters, Ranges } from './compute';
import type { Failed, Failure, Remedy } from './errors';
import type { SmallImage } from './messages';
import type { ExperimentRequest, ExperimentResult } from './experiments';
import type { Figure } from './figures';

export type Language = 'en' | 'zh';

/** A finished computation, to be shown in full. */
export interface ShowResult {
  readonly kind: 'result';
  readonly request: ComputeRequest;
  readonly answer: ComputeResult;
  readonly language: Language;
}

/** A computation under way; the last result stays on screen. */
export interface ShowBusy {
  readonly kind: 'busy';
  readonly text: string;
  /** 0 to 1, absent where unknown. */
  readonly fraction?: number;
}

/** A computation that failed or was cancelled; the last result stays on screen. */
export interface ShowFailure {
  readonly kind: 'failure';
  readonly request: ComputeRequest;
  readonly error: Failure;
}

export type ToResults = ShowResult | ShowBusy | ShowFailure;

/** The tabs of the visualizer. */
export type VisualizerViewId =
  'curve' | 'surface' | 'boxes' | 'mask' | 'distributions' | 'classes' | 'thresholds' | 'experiments';

/** A loss under study. Parameters that are absent are the preset's, else the default. */
export interface StudiedLoss {
  /** Of the catalogue; of a formula that was typed, its name or `formula`. */
  readonly id: string;
  readonly formula?: string;
  readonly ranges?: Ranges;
  readonly params?: Parameters;
  readonly preset?: string;
}

/** How the curve is drawn. It has its place beside the losses, where commands and links have always put it. */
export interface CurveState {
  readonly label?: number;
  /** Where the cursor is, in units of the prediction. */
  readonly at?: number;
  readonly axis?: 'probability' | 'logit';
  /** How values are laid out upwards: `log` for the loss, and by sign and magnitude for its gradient. */
  readonly scale?: 'linear' | 'log';
  readonly curvature?: boolean;
  /** Whether the last computed data are drawn below the curves; they are where absent. */
  readonly data?: boolean;
}

/**
 * What the visualizer shows: enough to open the same picture again. Plain JSON; what a view other than the curve
 * shows stands under its id, in a form that the view itself checks.
 */
export interface VisualizerState
  extends CurveState, Readonly<Partial<Record<Exclude<VisualizerViewId, 'curve'>, unknown>>> {
  /** The tab; where absent, the one that is open if it shows the losses under study, else the curve. */
  readonly view?: VisualizerViewId;
  /** The losses under study, over one another. */
  readonly losses: readonly StudiedLoss[];
  /** Index of the loss whose note and sliders are shown, 0 where absent. */
  readonly leading?: number;
}

export interface ShowVisualizer {
  readonly kind: 'visualize';
  readonly state: VisualizerState;
  readonly language: Language;
}

/** The last finished computation, for what is drawn over the user's own data. Gradients and long values are left out. */
export interface ShowData {
  readonly kind: 'dataFor';
  readonly request: ComputeRequest;
  readonly answer: ComputeResult;
}

/** Answers `evaluate` by its number. */
export interface Evaluated {
  readonly kind: 'evaluated';
  readonly requestId: number;
  readonly answer: ComputeResult | Failed;
}

/** Answers `loadImage`, where the person has chosen one. */
export interface ShowImage {
  readonly kind: 'image';
  readonly layer: 'prediction' | 'label';
  readonly source: string;
  readonly image: SmallImage;
}

/** How far an experiment has come, by the number of its request. */
export interface ExperimentProgress {
  readonly kind: 'experimentProgress';
  readonly requestId: number;
  /** 0 to 1. */
  readonly fraction: number;
  readonly text: string;
  /** What can be shown so far. */
  readonly figures?: readonly Figure[];
}

/** Ends `runExperiment`. */
export interface ExperimentAnswered {
  readonly kind: 'experimentAnswered';
  readonly requestId: number;
  readonly answer: ExperimentResult | Failed;
}

export type ToVisualizer =
  ShowVisualizer | ShowData | Evaluated | ShowImage | ExperimentProgress | ExperimentAnswered;

/** Saves what a view made: a plot as SVG or PNG, a table, the indices of the hardest samples. */
export interface SaveFile {
  readonly kind: 'save';
  readonly suggestedName: string;
  /** Text, or exact-size bytes. */
  readonly content: string | ArrayBuffer;
}

export interface CopyText {
  readonly kind: 'copy';
  readonly text: string;
  /** What was copied, for the status bar: "Table as Markdown". */
  readonly what: string;
}

export interface Ready {
  readonly kind: 'ready';
  /** What the webview remembers from before it was hidden or reloaded. */
  readonly remembered: boolean;
}

/** Runs a request again, with changed parameters or after a remedy. */
export interface Compute {
  readonly kind: 'compute';
  readonly request: ComputeRequest;
}

export interface ApplyRemedy {
  readonly kind: 'remedy';
  readonly request: ComputeRequest;
  readonly remedy: Remedy;
}

export interface CancelCompute {
  readonly kind: 'cancel';
}

export interface OpenVisualizer {
  readonly kind: 'openVisualizer';
  readonly state: VisualizerState;
}

/** Puts a link on the clipboard that opens this very state. */
export interface CopyLink {
  readonly kind: 'copyLink';
  readonly state: VisualizerState;
}

/** Writes a loss with these parameters as Python where the person works. */
export interface InsertCode {
  readonly kind: 'insertCode';
  readonly loss: StudiedLoss;
  /** How the view's data lie; the entry's first where absent. */
  readonly layout?: 'elements' | 'classes' | 'distributions' | 'boxes' | 'points' | 'detections';
}

/** Computes a few numbers for a view, without showing a result. Answered by `evaluated`. */
export interface Evaluate {
  readonly kind: 'evaluate';
  readonly requestId: number;
  readonly request: ComputeRequest;
}

/** Asks which image of which file is to be painted on. Answered by `image`. */
export interface LoadImage {
  readonly kind: 'loadImage';
  readonly layer: 'prediction' | 'label';
  /** Pixels along the longer side at most. */
  readonly most: number;
}

/** Puts a claim to the test. Answered by `experimentProgress`, and once by `experimentAnswered`. */
export interface RunExperiment {
  readonly kind: 'runExperiment';
  readonly requestId: number;
  readonly request: ExperimentRequest;
}

/** Ends the experiment of this number; its answer is then that it was cancelled. */
export interface CancelExperiment {
  readonly kind: 'cancelExperiment';
  readonly requestId: number;
}

/** Opens the file of an input, or a link of a note. */
export interface Open {
  readonly kind: 'open';
  readonly target: string;
}

/** A script error in the webview, for the log. */
export interface ViewError {
  readonly kind: 'error';
  readonly message: string;
}

export type FromView =
  | SaveFile
  | CopyText
  | Ready
  | Compute
  | ApplyRemedy
  | CancelCompute
  | OpenVisualizer
  | CopyLink
  | InsertCode
  | Evaluate
  | LoadImage
  | RunExperiment
  | CancelExperiment
  | Open
  | ViewError;
