// The tools for assistants, called as VS Code calls them, where it has tools.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { TOOLS } from '../../src/extension/languageModel/tools';
import { INLINE_BCE, lossary } from './support';

interface Invoke {
  readonly lm: {
    readonly tools: readonly { readonly name: string; readonly inputSchema?: object }[];
    readonly invokeTool: (
      name: string,
      options: { readonly input: unknown; readonly toolInvocationToken: undefined },
    ) => Promise<{ readonly content: readonly { readonly value: string }[] }>;
  };
}

const { lm } = vscode as unknown as Invoke;

async function ask(name: (typeof TOOLS)[number], input: unknown): Promise<string> {
  const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map(({ value }) => value).join('');
}

describe('tools for assistants', () => {
  before(() => lossary());

  it('are known with what they take', () => {
    for (const name of TOOLS) expect(lm.tools.find((tool) => tool.name === name)?.inputSchema, name).to.exist;
  });

  it('compute on arrays', async () => {
    const text = await ask('lossary_compute', {
      losses: ['bce'],
      prediction: [0.3, 0.2, 0.3, 0.2],
      label: '[0, 1, 0, 1]',
    });
    const value = Number(/^bce = (\S+)/.exec(text)?.[1]);
    expect(value).to.be.closeTo(INLINE_BCE, 1e-12);
    expect(text).to.include('mean over 4');
  });

  it('compute on files of the workspace', async () => {
    const text = await ask('lossary_compute', {
      losses: ['bce'],
      prediction: 'binary/probs.npy',
      label: 'binary/labels.npy',
    });
    expect(text).to.match(/^bce = 0\.\d+ \(mean over 20000/);
  });

  it('explain by the name in code', async () => {
    const text = await ask('lossary_explain', { name: 'torch.nn.BCEWithLogitsLoss' });
    expect(text).to.include('Binary cross entropy (bce, a loss)').and.include('posWeight');
  });

  it('compare conventions', async () => {
    const text = await ask('lossary_compare', {
      loss: 'dice',
      prediction: [0.3, 0.2, 0.3, 0.2],
      label: [0, 1, 0, 1],
    });
    expect(text).to.match(/^MONAI: 0\.\d+/m);
  });

  it('say how to go on', async () => {
    expect(await ask('lossary_explain', { name: 'focall' })).to.include('Did you mean focal');
    expect(
      await ask('lossary_compute', { losses: ['bce'], prediction: 'binary/prob.npy', label: [0, 1] }),
    ).to.match(/^Error: .*prob\.npy/);
    expect(await ask('lossary_compute', { losses: [] })).to.match(/^Error: .*Correct it/);
  });
});
