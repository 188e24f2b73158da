// Numbers that JSON lacks, on their way between the extension and its pages.
import { expect } from 'chai';
import { fromMessage, toMessage } from '../../../src/protocol/messageNumbers';

const sent = (message: unknown): unknown => fromMessage(JSON.parse(JSON.stringify(toMessage(message))));

describe('messages to the pages', () => {
  it('keep NaN and the infinities through JSON', () => {
    const message = { value: NaN, all: [1, Infinity, [-Infinity, 'NaN']], none: null, text: 'Infinity' };
    expect(sent(message)).to.deep.equal(message);
  });

  it('are not copied where every number is finite', () => {
    const message = { rows: [[1, 2], ['a']], buffer: new Float64Array([NaN]) };
    expect(toMessage(message)).to.equal(message);
  });

  it('are copied where one is not, and the original is left as it was', () => {
    const message = { rows: [[1, NaN]], other: [2] };
    const copy = toMessage(message);
    expect(copy.other).to.equal(message.other);
    expect(message.rows[0]?.[1]).to.deep.equal(NaN);
    expect(copy.rows[0]?.[1]).to.be.a('string');
  });
});
