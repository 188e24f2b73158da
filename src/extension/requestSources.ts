// Which texts of a request name files, and how a name is taken apart: "preds.npz#probs" is a file and a selector.
import type { ArrayInput, ComputeRequest } from '../protocol/compute';

/** What the readers open, in the order in which a person is likely to mean one. */
export const EXTENSIONS = ['npy', 'npz', 'csv', 'tsv', 'json', 'jsonl'] as const;

const WITH_EXTENSION = new RegExp(`\\.(?:${EXTENSIONS.join('|')})(?:#|$)`, 'i');

const ENDS_WITH_EXTENSION = new RegExp(`\\.(?:${EXTENSIONS.join('|')})$`, 'i');

export interface Named {
  readonly file: string;
  /** A key, or columns with commas between them. */
  readonly selector?: string;
}

/** Takes a source at the `#` that follows a known extension, else at the last one that no extension follows. */
export function splitSource(source: string): Named {
  const known = /^(.*?\.(?:npy|npz|csv|tsv|jsonl?))#(.*)$/is.exec(source);
  const any = ENDS_WITH_EXTENSION.test(source) ? null : /^(.*)#(.*)$/s.exec(source);
  const [, file = source, selector = ''] = known ?? any ?? [];
  return selector === '' ? { file } : { file, selector };
}

export function joinSource({ file, selector }: Named): string {
  return selector === undefined || selector === '' ? file : `${file}#${selector}`;
}

/** Whether the text is an array itself: brackets, a call such as np.array(…), or numbers. */
export function isInline(source: string): boolean {
  const text = source.trim();
  if (/^[[({]/.test(text)) return true;
  if (WITH_EXTENSION.test(text)) return false;
  return /^[\w.]+\s*\(/.test(text) || /^[-+.\d][-+.\deE,\s]*$/.test(text) || text.includes('\n');
}

/** Every input of a request by its name: `prediction`, `label`, and those of `inputs`. */
export function inputsOf(request: ComputeRequest): Readonly<Record<string, ArrayInput>> {
  return {
    ...(request.prediction === undefined ? {} : { prediction: request.prediction }),
    ...(request.label === undefined ? {} : { label: request.label }),
    ...request.inputs,
  };
}

/** The request with one of its inputs replaced. */
export function withInput(request: ComputeRequest, name: string, input: ArrayInput): ComputeRequest {
  if (name === 'prediction' || name === 'label') return { ...request, [name]: input };
  return { ...request, inputs: { ...request.inputs, [name]: input } };
}

/** Names of the files that a request reads, each once and without its selector. */
export function filesOf(request: ComputeRequest): string[] {
  const named = Object.values(inputsOf(request)).flatMap((input) =>
    typeof input === 'string' && !isInline(input) ? [splitSource(input).file] : [],
  );
  return [...new Set(named)];
}
