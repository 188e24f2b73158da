// The top-k loss with ignored labels that a kernel finds midway, and with ties: as the interpreter has it.
import { expect } from 'chai';
import { run } from '../../../src/worker/run/run';
import { memory, random } from './support';

const idle = { signal: new AbortController().signal, progress: () => undefined };

describe('the largest losses', () => {
  const draw = random(3);
  const rows = 3000;
  // Few distinct losses, so that the last place is among equal ones.
  const prediction = Array.from({ length: rows }, () => (1 + Math.floor(8 * draw())) / 10);
  const labels = Array.from({ length: rows }, () => (draw() < 0.4 ? 1 : 0));
  const marked = labels.map((label, i) => (i % 9 === 4 ? -100 : label));

  for (const [what, label, ignoreIndex] of [
    ['no label is ignored', labels, -100],
    ['some are', marked, -100],
    ['one of the classes is', labels, 0],
  ] as const) {
    for (const reduction of ['mean', 'sum', 'none'] as const) {
      it(`are those of the interpreter where ${what}, ${reduction}`, async () => {
        const request = {
          compute: [{ id: 'topk_percent', params: { k: 23, ignoreIndex } }],
          ...{ prediction, label, reduction, gradient: true },
        };
        const [quick, slow] = await Promise.all(
          [0, Infinity].map((kernelsFrom) => run(request, { ...memory, kernelsFrom }, idle)),
        );
        if (quick?.ok !== true || slow?.ok !== true) throw new Error('no results');
        const [one, other] = [quick.results[0], slow.results[0]];
        expect(one?.count).to.equal(other?.count);
        expect(one?.notes).to.deep.equal(other?.notes);
        const [ours, theirs] = [one, other].map((result) =>
          [result?.value, result?.gradient ?? []].flat(2),
        ) as [number[], number[]];
        expect(ours.length).to.equal(theirs.length);
        theirs.forEach((value, i) => expect(ours[i]).to.be.closeTo(value, 1e-10 * Math.max(1, value)));
      });
    }
  }

  it('refuse a label that is none, ignored ones or not', async () => {
    for (const wrong of [2, -1]) {
      const label = (marked as number[]).with(2900, wrong);
      const request = { compute: [{ id: 'topk_percent' }], prediction, label };
      const answer = await run(request, { ...memory, kernelsFrom: 0 }, idle);
      expect(answer.ok).to.equal(false);
      if (!answer.ok) expect(answer.error).to.include({ code: 'range', place: 'element [2900]' });
    }
  });
});
