// The messages between the client and the worker. One interface a message, two unions.
import type { ComputeRequest, ComputeResult } from './compute';
import type { Failed } from './errors';
import type { ExperimentRequest, ExperimentResult } from './experiments';
import type { Figure } from './figures';

/** What a request asks for, and what answers it. */
export interface Calls {
  compute: { request: ComputeRequest; result: ComputeResult };
  /** What arrays a file holds, without reading them. */
  inspect: { request: InspectRequest; result: InspectResult };
  /** The arrays written in a piece of text: Python, JSON, or as NumPy prints them. */
  findArrays: { request: FindArraysRequest; result: FindArraysResult };
  /** One image of an array, made small enough to be painted on. */
  image: { request: ImageRequest; result: SmallImage };
  /** Puts a claim to the test; its figures come bit by bit with the progress. */
  experiment: { request: ExperimentRequest; result: ExperimentResult };
}

export type CallName = keyof Calls;

export interface InspectRequest {
  readonly source: string;
}

export interface InspectedArray {
  /** '' where a file is one array. */
  readonly key: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Why it cannot be used, where it cannot. */
  readonly unusable?: string;
  /** For a table: one entry a column. */
  readonly columns?: readonly string[];
  /** Of the first elements (at most 4,096): enough to guess a role. */
  readonly sample?: {
    readonly min: number;
    readonly max: number;
    readonly integers: boolean;
    readonly distinct: number;
  };
}

export interface InspectResult {
  readonly ok: true;
  readonly arrays: readonly InspectedArray[];
}

export interface FindArraysRequest {
  readonly text: string;
}

export interface FoundArray {
  /** Where it stands in the text, in UTF-16 units, so that `text.slice(start, end)` reads as an inline array. */
  readonly start: number;
  readonly end: number;
  /** The variable it is assigned to, or its key, where there is one. */
  readonly name?: string;
  readonly shape: readonly number[];
}

export interface FindArraysResult {
  readonly ok: true;
  /** In the order of the text, none inside of another. */
  readonly arrays: readonly FoundArray[];
}

export interface ImageRequest {
  readonly source: string;
  /** Of a label what is above 0 becomes 1; of a prediction probabilities are made where it holds none. */
  readonly layer: 'prediction' | 'label';
  /** Which of the images that the axes before the last two count, in C order. */
  readonly index: number;
  /** Pixels along the longer side at most. */
  readonly most: number;
}

export interface SmallImage {
  readonly ok: true;
  readonly rows: number;
  readonly columns: number;
  /** Row by row, from 0 to 1: the mean of the pixels that became one; of a label, whether half of them are labelled. */
  readonly values: readonly number[];
  /** As it is in the file. */
  readonly height: number;
  readonly width: number;
  readonly index: number;
  /** How many images the array holds. */
  readonly images: number;
  /** What became of the numbers of a prediction: logits went through the sigmoid. */
  readonly read: 'asIs' | 'dividedBy255' | 'logits';
}

/** Bytes of files that the worker cannot open itself (virtual workspaces), by the name the request uses. */
export type ProvidedFiles = Readonly<Record<string, ArrayBuffer>>;

export interface CallMessage<K extends CallName = CallName> {
  readonly kind: 'call';
  readonly id: number;
  readonly name: K;
  readonly request: Calls[K]['request'];
  readonly files?: ProvidedFiles;
  /** Relative paths of the request are relative to this folder. */
  readonly folder?: string;
}

export interface CancelMessage {
  readonly kind: 'cancel';
  readonly id: number;
}

export type ToWorker = CallMessage | CancelMessage;

export interface ProgressMessage {
  readonly kind: 'progress';
  readonly id: number;
  /** 0 to 1. */
  readonly fraction: number;
  /** What is being done: "reading preds.npy". */
  readonly text: string;
  /** What an experiment can show so far. */
  readonly figures?: readonly Figure[];
}

export interface AnswerMessage<K extends CallName = CallName> {
  readonly kind: 'answer';
  readonly id: number;
  readonly answer: Calls[K]['result'] | Failed;
}

export type FromWorker = ProgressMessage | AnswerMessage;
