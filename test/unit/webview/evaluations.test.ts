// Evaluating for a view: at once where that can be, else by the worker, one question at a time and the newest first.
import { expect } from 'chai';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import type { ComputeRequest } from '../../../src/protocol/compute';
import type { FromView } from '../../../src/protocol/views';
import { defaultsOf } from '../../../webview/shared/declarationOf';
import { evaluations, hasValue, type SmallData } from '../../../webview/shared/evaluations';
import { compute } from '../run/support';

const mask = (first: number): SmallData => ({
  layout: 'elements',
  prediction: [first, 0.6, 0.3, 0.1],
  label: [1, 1, 0, 0],
  image: [2, 2],
});

function asking() {
  const posted: Extract<FromView, { kind: 'evaluate' }>[] = [];
  let arrivals = 0;
  const asked = evaluations(
    (message) => {
      if (message.kind === 'evaluate') posted.push(message);
    },
    () => (arrivals += 1),
  );
  const of = (id: string, data: SmallData, slot = id) =>
    asked.of(slot, findDeclaration(id)!, defaultsOf(findDeclaration(id)!), data);
  /** Answers the newest question as the worker does. */
  const answer = async (): Promise<void> => {
    const { requestId, request } = posted.at(-1)!;
    const result = await compute(request);
    asked.receive({ kind: 'evaluated', requestId, answer: { ok: true, elapsedMs: 0, results: [result] } });
  };
  return { asked, of, answer, posted, arrivals: () => arrivals };
}

describe('evaluating for a view', () => {
  it('is done at once where the entry is an expression', () => {
    const { of, posted } = asking();
    const dice = of('dice', mask(0.9));
    if (!hasValue(dice)) throw new Error(dice.reason);
    expect(dice.value).closeTo(1 - (2 * 1.5 + 1) / (1.9 + 2 + 1), 1e-15);
    expect(dice.gradient).lengthOf(4);
    expect(dice.stale).equal(false);
    expect(posted).lengthOf(0);
  });

  it('asks the worker for the rest, and draws again when it has answered', async () => {
    const { of, answer, posted, arrivals } = asking();
    expect(of('lovasz_hinge', mask(0.9))).deep.equal({});
    expect(of('lovasz_hinge', mask(0.9))).deep.equal({});
    expect(posted).lengthOf(1);
    await answer();
    expect(arrivals()).equal(1);
    const found = of('lovasz_hinge', mask(0.9));
    if (!hasValue(found)) throw new Error(found.reason);
    expect(found.stale).equal(false);
    expect(found.gradient).lengthOf(4);
    expect(posted).lengthOf(1);
  });

  it('keeps the last answer while newer data are under way, and skips what is outdated', async () => {
    const { of, answer, posted } = asking();
    of('lovasz_hinge', mask(0.9));
    await answer();
    const first = of('lovasz_hinge', mask(0.1));
    for (const p of [0.2, 0.3, 0.4]) of('lovasz_hinge', mask(p));
    expect(posted, 'one under way').lengthOf(2);
    expect(first).deep.include({ stale: true });
    await answer();
    expect(posted, 'then the newest').lengthOf(3);
    expect(firstNumber(posted[2]!.request)).equal(0.4);
    expect(of('lovasz_hinge', mask(0.4))).deep.include({ stale: true });
    await answer();
    expect(of('lovasz_hinge', mask(0.4))).deep.include({ stale: false });
    expect(posted).lengthOf(3);
  });

  it('takes turns between the losses of a view', async () => {
    const { of, answer, posted } = asking();
    of('lovasz_hinge', mask(0.9));
    of('hausdorff_dt', mask(0.9));
    expect(posted).lengthOf(1);
    await answer();
    expect(posted).lengthOf(2);
    await answer();
    for (const id of ['lovasz_hinge', 'hausdorff_dt']) expect(hasValue(of(id, mask(0.9)))).equal(true);
  });

  it('says what the worker says is wrong', () => {
    const { asked, of, posted } = asking();
    of('lovasz_hinge', mask(0.9));
    asked.receive({
      kind: 'evaluated',
      requestId: posted[0]!.requestId,
      answer: { ok: false, error: { code: 'range', message: 'No.', fix: 'Do.' } },
    });
    expect(of('lovasz_hinge', mask(0.9))).deep.equal({ reason: 'No. Do.' });
  });
});

function firstNumber({ prediction }: ComputeRequest): unknown {
  return (prediction as unknown[]).flat(9)[0];
}
