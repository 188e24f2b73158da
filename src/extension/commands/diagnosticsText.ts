// The text that Copy Diagnostics copies for a bug report. Folders are left out: they may name people and projects.
import type { ArrayInput, ComputeRequest } from '../../protocol/compute';
import { describeFailure, type Failure } from '../../protocol/errors';
import { inputsOf, isInline } from '../requestSources';

/** What is known about the machine and the editor, in the order in which it is printed. */
export type Facts = Readonly<Record<string, string>>;

export function diagnosticsText(facts: Facts, request?: ComputeRequest, failure?: Failure): string {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  lines.push(`Last error: ${failure === undefined ? 'none' : describeFailure(shortenFailure(failure))}`);
  lines.push(`Last request: ${request === undefined ? 'none' : JSON.stringify(shortenRequest(request))}`);
  return `${lines.join('\n')}\n`;
}

/** The request without folders and without the numbers of inline arrays. */
export function shortenRequest(request: ComputeRequest): unknown {
  const inputs = Object.entries(inputsOf(request)).map(([name, input]) => [name, shortenInput(input)]);
  const { compute, params, reduction, scale } = request;
  return { compute, params, reduction, scale, ...Object.fromEntries(inputs) };
}

function shortenInput(input: ArrayInput): string {
  if (typeof input !== 'string') return 'inline numbers';
  return isInline(input) ? `inline text, ${input.length} characters` : fileName(input);
}

function shortenFailure(failure: Failure): Failure {
  const { file, message } = failure;
  if (file === undefined) return failure;
  return { ...failure, file: fileName(file), message: message.replaceAll(file, fileName(file)) };
}

/** The name without its folders, with a selector such as #/net/out. */
function fileName(source: string): string {
  const [path = '', ...selector] = source.split('#');
  return [path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), ...selector].join('#');
}
