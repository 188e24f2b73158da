// What a webview may say: every message of the protocol passes as it is, anything else is refused with a reason.
import { expect } from 'chai';
import { linkOf } from '../../../src/extension/views/links';
import { parseFromView } from '../../../src/extension/views/viewMessages';
import type { FromView } from '../../../src/protocol/views';

const request = { compute: [{ id: 'bce', params: { input: 'logits' } }], prediction: 'a.npy', view: true };

const MESSAGES: Readonly<Record<FromView['kind'], FromView>> = {
  save: { kind: 'save', suggestedName: 'bce.svg', content: '<svg/>' },
  copy: { kind: 'copy', text: '| a |', what: 'Table' },
  ready: { kind: 'ready', remembered: true },
  compute: { kind: 'compute', request },
  remedy: { kind: 'remedy', request, remedy: { kind: 'useKey', input: 'label', keys: ['a', 'b'] } },
  cancel: { kind: 'cancel' },
  openVisualizer: {
    kind: 'openVisualizer',
    state: { losses: [{ id: 'bce', params: { clip: 0 } }], at: 0.5 },
  },
  copyLink: { kind: 'copyLink', state: { view: 'boxes', losses: [], boxes: { step: 0.1 } } },
  insertCode: { kind: 'insertCode', loss: { id: 'bce', params: { clip: 0 } }, layout: 'classes' },
  evaluate: { kind: 'evaluate', requestId: 1, request },
  loadImage: { kind: 'loadImage', layer: 'label', most: 32 },
  runExperiment: {
    kind: 'runExperiment',
    requestId: 2,
    request: { id: 'emd-flow', params: { p: [0, 0, 1] }, preset: 'line' },
  },
  cancelExperiment: { kind: 'cancelExperiment', requestId: 2 },
  open: { kind: 'open', target: 'a.npy' },
  error: { kind: 'error', message: 'x is not a function' },
};

describe('messages of a webview', () => {
  for (const [kind, message] of Object.entries(MESSAGES))
    it(`${kind} passes unchanged`, () => expect(parseFromView(message)).to.deep.equal(message));

  it('a file of bytes passes', () => {
    const content = new Uint8Array([1, 2, 3]).buffer;
    expect(parseFromView({ kind: 'save', suggestedName: 'a.png', content })).to.have.property(
      'content',
      content,
    );
  });

  for (const [what, message] of [
    ['nothing', undefined],
    ['an unknown kind', { kind: 'eval', text: '1' }],
    ['a request without computations', { kind: 'compute', request: { compute: [] } }],
    ['a computation without id', { kind: 'compute', request: { compute: [{ params: {} }] } }],
    ['a name with a folder', { kind: 'save', suggestedName: '../a.svg', content: '' }],
    ['a remedy that is none', { kind: 'remedy', request, remedy: { kind: 'format' } }],
    ['a state of no view', { kind: 'copyLink', state: { view: 'pie', losses: [] } }],
    ['a state without losses', { kind: 'openVisualizer', state: {} }],
  ] as const)
    it(`${what} is refused`, () => expect(parseFromView(message)).to.be.a('string').and.include(':'));
});

describe('links of a note', () => {
  for (const [target, link] of [
    ['https://doi.org/10.1/x', 'https://doi.org/10.1/x'],
    ['1708.02002', 'https://arxiv.org/abs/1708.02002'],
    ['arXiv:1708.02002v2', 'https://arxiv.org/abs/1708.02002v2'],
    ['cs/0401001', 'https://arxiv.org/abs/cs/0401001'],
    ['10.1109/ICCV.2017.324', 'https://doi.org/10.1109/ICCV.2017.324'],
    ['binary/probs.npy', undefined],
    ['2017.npy', undefined],
    ['javascript:alert(1)', undefined],
  ] as const)
    it(`${target} leads to ${link ?? 'a file'}`, () => expect(linkOf(target)).to.equal(link));
});
