// What went wrong, in words a person can act on. An error is data: it crosses threads and the shell unchanged.

export type ErrorCode =
  | 'usage'
  | 'unknownId'
  | 'unknownParameter'
  | 'badParameter'
  | 'notFound'
  | 'unreadable'
  | 'unwritable'
  | 'corrupt'
  | 'unsupported'
  | 'missingKey'
  | 'empty'
  | 'notNumeric'
  | 'shape'
  | 'range'
  | 'classes'
  | 'missingInput'
  | 'formula'
  | 'cancelled'
  | 'crashed'
  | 'internal';

/** A one-click way out: the request to send instead of the one that failed. */
export type Remedy =
  | { readonly kind: 'readAsLogits' }
  | { readonly kind: 'divideBy255'; readonly input: 'prediction' | 'label' }
  | { readonly kind: 'useKey'; readonly input: string; readonly keys: readonly string[] };

/** Says what is wrong (`message`), where (`file`, `place`) and what to do (`fix`). */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly file?: string;
  /** The place inside the file or array: "line 12, column score", "element [3, 1]", "byte 128". */
  readonly place?: string;
  readonly fix?: string;
  readonly remedies?: readonly Remedy[];
}

export interface Failed {
  readonly ok: false;
  readonly error: Failure;
}

/** A Failure that is thrown. */
export class LossaryError extends Error {
  constructor(readonly failure: Failure) {
    super(describeFailure(failure));
    this.name = 'LossaryError';
  }
}

/** What was thrown as data; what no one foresaw is a fault of ours, and says so. */
export function failureOf(error: unknown): Failure {
  if (error instanceof LossaryError) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something went wrong inside Lossary: ${message}.`,
    fix: 'Please report it.',
  };
}

/** One line for a terminal or a notification: "preds.npy, byte 128: the file ends early. Save it again." */
export function describeFailure(failure: Failure): string {
  const where = [failure.file, failure.place].filter((part) => part !== undefined && part !== '').join(', ');
  const what = where === '' ? failure.message : `${where}: ${failure.message}`;
  return failure.fix === undefined ? what : `${what} ${failure.fix}`;
}
