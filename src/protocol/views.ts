// The messages between the extension and its webviews. Each webview says `ready` first and is then sent what to
// show; it keeps the last message by setState, so that a reload or a move brings it back.
import type { ComputeRequest, ComputeResult, Parameters } from './compute';
import type { Failure, Remedy } from './errors';

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

/** What the visualizer shows: enough to open the same picture again. */
export interface VisualizerState {
  /** Ids of the overlaid losses; the first one's note and sliders are shown. */
  readonly losses: readonly { readonly id: string; readonly params?: Parameters; readonly preset?: string }[];
  readonly label?: number;
  /** Where the cursor is, in units of the prediction. */
  readonly at?: number;
  readonly axis?: 'probability' | 'logit';
}

export interface ShowVisualizer {
  readonly kind: 'visualize';
  readonly state: VisualizerState;
  readonly language: Language;
}

export type ToVisualizer = ShowVisualizer;

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
  SaveFile | CopyText | Ready | Compute | ApplyRemedy | CancelCompute | OpenVisualizer | Open | ViewError;
