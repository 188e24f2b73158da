// COCO documents and matching: what is refused and where, and the rules that the twelve numbers rest on.
import { expect } from 'chai';
import { LossaryError } from '../../../src/protocol/errors';
import { match, overlaps, type ImageTruth } from '../../../src/worker/algorithms/cocoMatch';
import { cocoSources } from '../../../src/worker/readers/coco';
import { readFloat64 } from '../../../src/worker/readers/convert';

const TRUTH = {
  images: [{ id: 30 }, { id: 4 }],
  categories: [{ id: 7 }],
  annotations: [
    { image_id: 4, category_id: 7, bbox: [0, 0, 10, 20], area: 150, iscrowd: 0 },
    { image_id: 4, category_id: 9, bbox: [0, 0, 1, 1], area: 1 },
    { image_id: 30, category_id: 7, bbox: [1, 2, 3, 4], iscrowd: 1 },
  ],
};
const FOUND = [{ image_id: 30, category_id: 7, bbox: [1, 2, 3, 4], score: 0.5 }];
const documents = (detections: unknown, truth: unknown): ReturnType<typeof cocoSources> =>
  cocoSources({ value: detections, file: 'found.json' }, { value: truth, file: 'truth.json' });

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof LossaryError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

function boxes(...rows: number[][]): { boxes: Float64Array; areas: Float64Array } {
  return { boxes: Float64Array.from(rows.flat()), areas: Float64Array.from(rows, (r) => r[2]! * r[3]!) };
}

function truth(crowd: number[], ...rows: number[][]): ImageTruth {
  return { ...boxes(...rows), crowd: Uint8Array.from(crowd) };
}

describe('COCO documents', () => {
  it('numbers images and categories by their ids and leaves out what is of no category', () => {
    const { prediction, label } = documents(FOUND, TRUTH);
    expect([...readFloat64(prediction)]).to.deep.equal([1, 0, 1, 2, 3, 4, 0.5]);
    expect([...readFloat64(label)]).to.deep.equal([0, 0, 0, 0, 10, 20, 150, 0, 1, 0, 1, 2, 3, 4, 12, 1]);
  });

  it('refuses what is no such document, naming the place', () => {
    expect(refusal(() => documents(FOUND, [])))
      .to.contain('truth.json')
      .and.contain('annotations');
    expect(refusal(() => documents({}, TRUTH)))
      .to.contain('found.json')
      .and.contain('list');
    const twice = [FOUND[0], { ...FOUND[0], score: 'high' }];
    expect(refusal(() => documents(twice, TRUTH)))
      .to.contain('detection 1')
      .and.contain('score');
    const flat = [{ ...FOUND[0], bbox: [1, 2, 3] }];
    expect(refusal(() => documents(flat, TRUTH)))
      .to.contain('detection 0')
      .and.contain('bbox');
    const elsewhere = [{ ...FOUND[0], image_id: 5 }];
    expect(refusal(() => documents(elsewhere, TRUTH))).to.contain('image 5');
  });
});

describe('COCO matching', () => {
  const anywhere = [0, 1e10] as const;

  it('measures overlap over the union, over the detection alone where the object is a crowd', () => {
    const found = boxes([0, 0, 2, 2]);
    expect([...overlaps(found, truth([0, 1], [1, 0, 2, 2], [1, 0, 20, 20]))]).to.deep.equal([2 / 6, 2 / 4]);
    expect([...overlaps(found, truth([0], [2, 0, 2, 2]))]).to.deep.equal([0]);
  });

  it('gives an object to the first detection, a crowd to all of them', () => {
    const found = boxes([0, 0, 2, 2], [0, 0, 2, 2]);
    const one = truth([0], [0, 0, 2, 2]);
    expect(match(found, one, overlaps(found, one), anywhere, [0.5])).to.deep.include({
      matched: Uint8Array.of(1, 0),
      ignored: Uint8Array.of(0, 0),
      objects: 1,
    });
    const crowd = truth([1], [0, 0, 2, 2]);
    expect(match(found, crowd, overlaps(found, crowd), anywhere, [0.5])).to.deep.include({
      matched: Uint8Array.of(1, 1),
      ignored: Uint8Array.of(1, 1),
      objects: 0,
    });
  });

  it('prefers an object that counts to a better overlap with one that does not', () => {
    const found = boxes([0, 0, 10, 10]);
    const both = truth([1, 0], [0, 0, 10, 10], [0, 0, 10, 8]);
    expect(match(found, both, overlaps(found, both), anywhere, [0.5]).ignored).to.deep.equal(
      Uint8Array.of(0),
    );
    expect(match(found, both, overlaps(found, both), anywhere, [0.9]).ignored).to.deep.equal(
      Uint8Array.of(1),
    );
  });

  it('ignores what is found of nothing outside of the range of areas', () => {
    const found = boxes([0, 0, 2, 2], [50, 50, 40, 40]);
    const none = truth([]);
    expect(match(found, none, overlaps(found, none), [0, 1024], [0.5]).ignored).to.deep.equal(
      Uint8Array.of(0, 1),
    );
  });
});
