// The pitfalls that the notes warn of, each as what Lossary does about it: it computes the right number, refuses with a
// reason, or says what it saw. Expected numbers follow by hand, or are those of the library in the thread.
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import { memoryArray } from '../../../src/worker/readers/memoryArray';
import type { ArraySource } from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';
import type { ComputeRequest } from '../../../src/protocol/compute';
import { compute, refusal } from './support';

const one = (id: string, params = {}): Pick<ComputeRequest, 'compute'> => ({ compute: [{ id, params }] });

/** A request whose two arrays are float16, given by its bits. */
async function ofFloat16(
  id: string,
  prediction: readonly number[],
  label: readonly number[],
): Promise<number> {
  const sources: Record<string, ArraySource> = Object.fromEntries(
    Object.entries({ prediction, label }).map(([name, bits]) => {
      const data = new Uint8Array(Uint16Array.from(bits).buffer);
      return [name, memoryArray({ name, dtype: 'float16', shape: [bits.length], data })];
    }),
  );
  const open = (_: unknown, role: string): ArraySource => sources[role]!;
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await run({ ...one(id), prediction: [], label: [] }, { open }, context);
  if (!answer.ok) throw new Error(answer.error.message);
  return Number(answer.results[0]?.value);
}

describe('pitfalls', () => {
  it('1: softmax before a loss that applies it: no lower than ln(e + K − 1) − 1, and it says so', async () => {
    const prediction = [0, 1, 2, 3].map((y) => [0, 1, 2, 3].map((k) => (k === y ? 1 : 0)));
    const found = await compute({
      ...one('cross_entropy', { input: 'logits' }),
      prediction,
      label: [0, 1, 2, 3],
    });
    expect(found.value).to.be.closeTo(Math.log(Math.E + 3) - 1, 1e-15);
    expect(found.notes.join()).to.contain('applied twice').and.contain('0.744');
    const scores = await compute({
      ...one('cross_entropy', { input: 'logits' }),
      prediction: prediction.map((row) => row.map((v) => 9 * v)),
      label: [0, 1, 2, 3],
    });
    expect(scores.notes).to.deep.equal([]);
  });

  it('1: a sigmoid before a loss that applies it', async () => {
    const prediction = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.9 : 0.1));
    const label = prediction.map((p) => Math.round(p));
    const found = await compute({ ...one('bce', { input: 'logits' }), prediction, label });
    expect(found.notes.join()).to.contain('sigmoid is applied twice');
  });

  it('2: Dice of an empty mask is a choice that the convention names, and a NaN has its reason', async () => {
    const empty = { prediction: [0, 0, 0], label: [0, 0, 0] };
    const none = await compute({ ...one('dice', { smooth: 0 }), ...empty });
    expect(none.value).to.be.NaN;
    expect(none.notes.join()).to.contain('0/0');
    expect((await compute({ ...one('dice'), ...empty })).value).to.equal(0);
    expect((await compute({ compute: [{ id: 'dice', preset: 'smp' }], ...empty })).value).to.equal(0);
    expect((await compute({ ...one('dice_score'), ...empty })).value).to.equal(1);
    expect((await compute({ ...one('dice_score', { emptyValue: 0 }), ...empty })).value).to.equal(0);
  });

  it('2: a missed object stays visible beside the average', async () => {
    const request = {
      ...one('dice_score', { per: 'sample' }),
      prediction: [[1, 1, 0], [0, 0, 0]], // prettier-ignore
      label: [[1, 1, 0], [0, 1, 0]], // prettier-ignore
    };
    expect((await compute(request)).value).to.equal(0.5);
    expect((await compute({ ...request, reduction: 'none' })).value).to.deep.equal([1, 0]);
  });

  it('3: HD95 by pooled directions or the larger of two, in units of the spacing', async () => {
    // Border points 0…9 against 0…9 and 30: one of 11 distances is 21, the others 0.
    const row = (...far: number[]): number[] =>
      Array.from({ length: 40 }, (_, i) => ((i % 2 === 0 && i < 20) || far.includes(i) ? 1 : 0));
    const request = { prediction: row(39), label: row(), inputs: { spacing: [1] } };
    const max = await compute({ ...one('hausdorff95'), ...request });
    const pooled = await compute({ ...one('hausdorff95', { directions: 'pooled' }), ...request });
    // Ranks 0.95 · 10 = 9.5 of (0 × 10, 21) and 0.95 · 20 = 19 of (0 × 20, 21).
    expect(max.value).to.be.closeTo(10.5, 1e-12);
    expect(pooled.value).to.equal(0);
    const wide = await compute({ ...one('hausdorff95'), ...request, inputs: { spacing: [2.5] } });
    expect(wide.value).to.be.closeTo(2.5 * 10.5, 1e-12);
  });

  it('4: all labels ignored is NaN with the reason; a class that is the ignored one is counted', async () => {
    const prediction = [[0.7, 0.3], [0.2, 0.8]]; // prettier-ignore
    const all = await compute({ ...one('cross_entropy'), prediction, label: [-100, -100] });
    expect(all.value).to.be.NaN;
    expect(all.notes.join()).to.contain('ignored');
    const hidden = await compute({ ...one('cross_entropy', { ignoreIndex: 1 }), prediction, label: [0, 1] });
    expect(hidden.value).to.be.closeTo(-Math.log(0.7), 1e-15);
    expect(hidden.notes.join()).to.contain('1 of 2 labels are ignored (ignoreIndex 1)');
  });

  it('5: a weighted mean is Σw·l/Σw and not the mean of none; Keras divides by N', async () => {
    const request = { prediction: [[0.5, 0.5], [0.25, 0.75]], label: [0, 1] }; // prettier-ignore
    const weight = [1, 3];
    const [first, second] = [-Math.log(0.5), -3 * Math.log(0.75)];
    const mean = await compute({ ...one('cross_entropy', { weight }), ...request });
    const none = await compute({ ...one('cross_entropy', { weight }), ...request, reduction: 'none' });
    const keras = await compute({
      compute: [{ id: 'cross_entropy', preset: 'keras', params: { weight } }],
      ...request,
    });
    expect(mean.value).to.be.closeTo((first + second) / 4, 1e-15);
    expect((none.value as number[])[1]).to.be.closeTo(second, 1e-15);
    expect(keras.value).to.be.closeTo((first + second) / 2, 1e-6);
  });

  it('6: BCE of float16 is finite at 0, and sums of float16 masks of 512² do not overflow', async () => {
    const [zero, whole] = [0, 0x3c00];
    expect(await ofFloat16('bce', [zero, whole], [whole, whole])).to.equal(50);
    const full = new Array<number>(512 * 512).fill(whole);
    // In float16 the sums would be infinite: 1 − (2·2¹⁸ + 1)/(2·2¹⁸ + 1) is 0.
    expect(await ofFloat16('dice', full, full)).to.equal(0);
    const none = new Array<number>(512 * 512).fill(zero);
    expect(await ofFloat16('dice', full, none)).to.be.closeTo(1 - 1 / (2 ** 18 + 1), 1e-12);
  });

  it('7: kl takes (q, p), its mean is over rows, and PyTorch’s mean is a preset', async () => {
    const request = { prediction: [[0.5, 0.5], [0.5, 0.5]], label: [[0.25, 0.75], [1, 0]] }; // prettier-ignore
    const rows = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5) + Math.log(2);
    expect((await compute({ ...one('kl'), ...request })).value).to.be.closeTo(rows / 2, 1e-15);
    const torch = await compute({ compute: [{ id: 'kl', preset: 'torch mean' }], ...request });
    expect(torch.value).to.be.closeTo(rows / 4, 1e-15);
    const logs = { prediction: [[-0.7, -0.7]], label: [[0.5, 0.5]] };
    expect((await refusal({ ...one('kl'), ...logs })).message).to.contain('probabilit');
  });

  it('8: boxes that are xywh are refused where their corners cross; boxes without area are named', async () => {
    const wrong = await refusal({
      ...one('box_iou'),
      prediction: [[50, 60, 20, 30]],
      label: [[50, 60, 20, 30]],
    });
    expect(wrong.fix).to.contain('xywh');
    const flat = await compute({ ...one('giou_loss'), prediction: [[3, 3, 3, 9]], label: [[0, 0, 5, 10]] });
    expect(flat.value).to.satisfy(Number.isFinite);
    expect(flat.notes.join()).to.contain('without area: 0');
  });

  it('9: masks of 0/255 are refused with the way out, also one-hot, and divided where asked', async () => {
    const request = { ...one('dice'), prediction: [0.9, 0.2], label: [255, 0] };
    const refused = await refusal(request);
    expect(refused.fix).to.contain('255');
    expect(refused.remedies?.map(({ kind }) => kind)).to.include('divideBy255');
    const divided = await compute({ ...request, scale: { label: 255 } });
    expect(divided.value).to.be.closeTo(1 - 2.8 / 3.1, 1e-15);
    const columns = { prediction: [[0.9, 0.1]], label: [[255, 0]] };
    expect((await refusal({ ...one('cross_entropy'), ...columns })).fix).to.contain('divide by 255');
  });

  it('10: a histogram is weights on positions, and a list of values is refused as a distribution', async () => {
    const moved = { prediction: [0, 0, 1], label: [1, 0, 0] };
    expect((await compute({ ...one('wasserstein_1d'), ...moved })).value).to.equal(2);
    const values = { prediction: [3, 5, 9], label: [2, 5, 8] };
    expect((await refusal({ ...one('wasserstein_1d'), ...values })).code).to.equal('range');
  });

  it('11: micro-averaged F1 is accuracy', async () => {
    const request = { prediction: [0, 1, 2, 2, 1], label: [0, 2, 2, 2, 0] };
    const f1 = await compute({ ...one('f1', { average: 'micro' }), ...request });
    expect(f1.value).to.equal((await compute({ ...one('accuracy'), ...request })).value);
    expect(
      findDeclaration('f1')
        ?.note.pitfalls.map(({ en }) => en)
        .join(),
    ).to.match(/accuracy/i);
  });

  it('12: logits are never guessed from the range of values', async () => {
    const request = { prediction: [2.5, -1], label: [1, 0] };
    const refused = await refusal({ ...one('bce'), ...request });
    expect(refused.fix).to.contain('input=logits').and.contain('nothing is guessed');
    for (const { id, parameters } of CATALOGUE) {
      const input = parameters.find(({ name }) => name === 'input');
      if (input !== undefined) expect(input.default, id).to.equal('probabilities');
    }
  });

  it('13: (N) against (N, 1) is an error that names both shapes', async () => {
    const refused = await refusal({ ...one('mse'), prediction: [1, 2, 3], label: [[1], [2], [3]] });
    expect(refused.code).to.equal('shape');
    expect(refused.message).to.contain('(3,)').and.contain('(3, 1)');
  });
});
