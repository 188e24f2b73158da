// One image of an array as a few pixels: which axes it is of, its means, and what its numbers are taken for.
import { expect } from 'chai';
import type { ImageRequest } from '../../../src/protocol/messages';
import { noDisk } from '../../../src/worker/readers/locate';
import { readImage } from '../../../src/worker/readers/image';
import type { Unpacker } from '../../../src/worker/readers/unpacker';
import { failureOf, npyBytes } from './support';

const NO_UNPACKER = {} as Unpacker;

function imageOf(
  shape: readonly number[],
  numbers: readonly number[],
  asked: Partial<Omit<ImageRequest, 'source'>> = {},
) {
  const bytes = npyBytes('float64', shape, new Uint8Array(Float64Array.from(numbers).buffer));
  const files = { 'a.npy': bytes.slice().buffer };
  const request = { source: 'a.npy', layer: 'prediction', index: 0, most: 32, ...asked } as const;
  return readImage(request, { files, disk: noDisk(NO_UNPACKER) });
}

const counted = (count: number, of: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => of(i));

describe('an image of an array', () => {
  it('is as it is where it is small', () => {
    const values = [0, 0.25, 0.5, 0.75, 1, 0.1];
    expect(imageOf([2, 3], values)).to.deep.equal({
      ok: true,
      rows: 2,
      columns: 3,
      values,
      height: 2,
      width: 3,
      index: 0,
      images: 1,
      read: 'asIs',
    });
  });

  it('is the one of that index; axes of length 1 count for nothing', () => {
    const found = imageOf(
      [2, 1, 2, 2, 2],
      counted(16, (i) => i / 16),
      { index: 3 },
    );
    expect(found).to.include({ images: 4, index: 3, rows: 2, columns: 2 });
    expect(found.values).to.deep.equal([12 / 16, 13 / 16, 14 / 16, 15 / 16]);
  });

  it('holds the means of what falls together, and keeps its proportions', () => {
    const found = imageOf(
      [2, 8],
      counted(16, (i) => (i % 8) / 8),
      { most: 4 },
    );
    expect(found).to.include({ rows: 1, columns: 4, height: 2, width: 8 });
    expect(found.values).to.deep.equal([0.5 / 8, 2.5 / 8, 4.5 / 8, 6.5 / 8]);
  });

  it('of a label is 1 where at least half of the pixels are above 0', () => {
    const label = [255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 7, 7];
    expect(imageOf([3, 4], label, { layer: 'label', most: 2 }).values).to.deep.equal([1, 0, 0, 1]);
    expect(imageOf([1, 2, 6], label, { layer: 'label', most: 3 }).values).to.deep.equal([0, 0, 1]);
  });

  it('of a prediction is divided by 255, or squashed where it holds logits, before the mean', () => {
    const bytes = imageOf([2, 2], [0, 255, 51, 102]);
    expect([bytes.read, ...bytes.values]).to.deep.equal(['dividedBy255', 0, 1, 0.2, 0.4]);
    const logits = imageOf([2, 2], [-30, 30, -30, 30], { most: 1 });
    expect(logits.read).to.equal('logits');
    expect(logits.values[0]).to.be.closeTo(0.5, 1e-15);
    const squashed = imageOf([2, 2], [Math.log(3), -Math.log(3), 0, Math.log(9)]).values;
    [0.75, 0.25, 0.5, 0.9].forEach((p, i) => expect(squashed[i]).to.be.closeTo(p, 1e-15));
  });

  it('says what is wrong', () => {
    expect(failureOf(() => imageOf([4], [0, 0, 0, 0]))).to.include({ code: 'shape', file: 'a.npy' });
    expect(failureOf(() => imageOf([2, 2], [0, 0, 0, 0], { index: 1 }))).to.include({ code: 'shape' });
    const failure = failureOf(() => imageOf([2, 2], [0, 0, NaN, 0]));
    expect(failure).to.include({ code: 'range', place: 'element [1, 0]' });
  });
});
