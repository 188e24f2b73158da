// Three read-only tools for assistants in VS Code: compute, explain, compare. Registered where VS Code has tools
// (1.95 and later); what is wrong comes back as text that says how to go on, so that the assistant can.
import * as vscode from 'vscode';
import type { Answer } from '../../client/client';
import type { ComputeRequest } from '../../protocol/compute';
import { describeFailure, LossaryError, type Failure } from '../../protocol/errors';
import { loadCatalogue, type Catalogue } from '../lazyCatalogue';
import { compareRequest, computeRequest, explainedName } from './inputs';
import { comparedText, computedText, entryNamed, explainedText } from './texts';

/** What is used of an API that came after the oldest VS Code that is supported. */
interface ToolApi {
  readonly lm?: {
    readonly registerTool?: (name: string, tool: Tool) => vscode.Disposable;
  };
  readonly LanguageModelToolResult: new (content: readonly unknown[]) => object;
  readonly LanguageModelTextPart: new (text: string) => object;
}

interface Tool {
  readonly invoke: (options: { readonly input: unknown }, token: vscode.CancellationToken) => Promise<object>;
}

/** Computes without showing anything. */
export type Evaluate = (request: ComputeRequest, signal: AbortSignal) => Promise<Answer<'compute'>>;

export const TOOLS = ['lossary_compute', 'lossary_explain', 'lossary_compare'] as const;

type ToolName = (typeof TOOLS)[number];

type Run = (input: unknown, catalogue: Catalogue, signal: AbortSignal) => Promise<string> | string;

export function registerTools(evaluate: Evaluate): vscode.Disposable[] {
  const api = vscode as unknown as ToolApi;
  const register = api.lm?.registerTool;
  if (register === undefined) return [];

  const answered = async (request: ComputeRequest, signal: AbortSignal) => {
    const answer = await evaluate(request, signal);
    if (!answer.ok) throw new LossaryError(answer.error);
    return answer;
  };
  const tools: Readonly<Record<ToolName, Run>> = {
    lossary_compute: async (input, catalogue, signal) =>
      computedText(await answered(computeRequest(input, catalogue), signal)),
    lossary_explain: (input, catalogue) => explain(explainedName(input), catalogue),
    lossary_compare: async (input, catalogue, signal) =>
      comparedText(await answered(compareRequest(input, catalogue), signal), catalogue),
  };
  return TOOLS.map((name) =>
    register(name, {
      invoke: async ({ input }, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        const text = await textOf(async () => tools[name](input, await loadCatalogue(), controller.signal));
        return new api.LanguageModelToolResult([new api.LanguageModelTextPart(text)]);
      },
    }),
  );
}

function explain(name: string, catalogue: Catalogue): string {
  const entry = entryNamed(name, catalogue);
  if (entry !== undefined) return explainedText(entry);
  const near = catalogue.nearest(name);
  const failure: Failure = {
    code: 'unknownId',
    message: `There is no loss or metric "${name}".`,
    fix:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `There are ${catalogue.CATALOGUE.map(({ id }) => id).join(', ')}.`,
  };
  throw new LossaryError(failure);
}

async function textOf(run: () => Promise<string>): Promise<string> {
  try {
    return await run();
  } catch (error) {
    return `Error: ${error instanceof LossaryError ? describeFailure(error.failure) : String(error)}`;
  }
}
