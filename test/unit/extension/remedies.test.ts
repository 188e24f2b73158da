// What the buttons of a failure make of a request.
import { expect } from 'chai';
import { applyRemedy } from '../../../src/extension/remedies';
import type { ComputeRequest } from '../../../src/protocol/compute';

const request: ComputeRequest = {
  compute: [{ id: 'bce', params: { posWeight: 2 } }, { id: 'mse' }, { formula: '(p - y)^2' }],
  prediction: 'preds.npz',
  label: 'labels.csv#a',
  inputs: { weights: 'w.npz#old' },
};
const takesLogits = (id: string) => id === 'bce';

describe('remedies', () => {
  it('reads as logits what can, with the other parameters kept', () => {
    expect(applyRemedy(request, { kind: 'readAsLogits' }, takesLogits)).to.deep.equal({
      ...request,
      compute: [
        { id: 'bce', params: { posWeight: 2, input: 'logits' } },
        { id: 'mse' },
        { formula: '(p - y)^2' },
      ],
    });
  });

  it('divides one side by 255 and leaves the other as it is', () => {
    const scaled = applyRemedy(
      { ...request, scale: { prediction: 2 } },
      { kind: 'divideBy255', input: 'label' },
      takesLogits,
    );
    expect(scaled.scale).to.deep.equal({ prediction: 2, label: 255 });
  });

  it('uses a key, in place of one that was named', () => {
    const use = (input: string) =>
      applyRemedy(request, { kind: 'useKey', input, keys: ['probs', 'other'] }, takesLogits);
    expect(use('prediction').prediction).to.equal('preds.npz#probs');
    expect(use('label').label).to.equal('labels.csv#probs');
    expect(use('weights').inputs).to.deep.equal({ weights: 'w.npz#probs' });
  });

  it('leaves the request that failed as it was', () => {
    const before = JSON.stringify(request);
    applyRemedy(request, { kind: 'useKey', input: 'label', keys: ['b'] }, takesLogits);
    applyRemedy(request, { kind: 'readAsLogits' }, takesLogits);
    expect(JSON.stringify(request)).to.equal(before);
  });
});
