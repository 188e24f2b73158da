// Boxes as they are dragged, and the descent of one onto another.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  BODY,
  byCentreSize,
  centreSize,
  CORNERS,
  dragged,
  EDGES,
  fromCentreSize,
  RANGE,
  SMALLEST,
  type Box,
} from '../../../webview/visualizer/views/boxes/box';
import { descend } from '../../../webview/visualizer/views/boxes/descend';

const BOX: Box = { x1: 1, y1: 2, x2: 3, y2: 5 };

describe('a box that is dragged', () => {
  it('stays inside of the plot and never turns inside out, however it is held', () => {
    const far = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(BODY, ...CORNERS, ...EDGES), far, far, (grip, dx, dy) => {
        const { x1, x2, y1, y2 } = dragged(BOX, grip, dx, dy);
        expect(x1).to.be.at.least(RANGE.x[0]);
        expect(x2).to.be.at.most(RANGE.x[1]);
        expect(y1).to.be.at.least(RANGE.y[0]);
        expect(y2).to.be.at.most(RANGE.y[1]);
        expect(Math.min(x2 - x1, y2 - y1)).to.be.at.least(SMALLEST - 1e-12);
        if (grip === BODY)
          expect([x2 - x1, y2 - y1].map((v) => v.toFixed(9))).to.deep.equal(['2.000000000', '3.000000000']);
      }),
    );
  });

  it('moves the sides that it is held by, and no other', () => {
    expect(dragged(BOX, { x: 'x2', y: 'none' }, 1, 7)).to.deep.equal({ ...BOX, x2: 4 });
    expect(dragged(BOX, { x: 'x1', y: 'y1' }, 0.5, -1)).to.deep.equal({ ...BOX, x1: 1.5, y1: 1 });
  });

  it('has the gradient of its centre and size by the chain rule', () => {
    const value = ({ x1, y1, x2, y2 }: Box): number => x1 ** 2 + 3 * y1 * x2 - y2 * x1 + y2 ** 3;
    const sides = [2 * BOX.x1 - BOX.y2, 3 * BOX.x2, 3 * BOX.y1, 3 * BOX.y2 ** 2 - BOX.x1] as const;
    const at = centreSize(BOX);
    byCentreSize(sides).forEach((slope, i) => {
      const moved = (by: number) =>
        fromCentreSize(at.map((v, k) => (k === i ? v + by : v)) as unknown as typeof at);
      expect(slope).to.be.closeTo((value(moved(1e-5)) - value(moved(-1e-5))) / 2e-5, 1e-6);
    });
  });
});

describe('the descent', () => {
  it('goes down a bowl as geometry says: each step leaves 1 − 2·rate of the way', () => {
    const target: Box = { x1: 4, y1: 4, x2: 6, y2: 7 };
    // L = Δcx² + Δcy² + Δw² + Δh², by its sides.
    const gradient = (box: Box): readonly [number, number, number, number] => {
      const [p, t] = [centreSize(box), centreSize(target)];
      const [dx, dy, dw, dh] = p.map((v, i) => 2 * (v - (t[i] ?? 0))) as [number, number, number, number];
      return [dx / 2 - dw, dy / 2 - dh, dx / 2 + dw, dy / 2 + dh];
    };
    const { errors, boxes } = descend(BOX, target, gradient, { rate: 0.1, steps: 10 });
    expect(boxes).to.have.length(11);
    // Centre 2, 3.5 and size 2, 3 against 5, 5.5 and 2, 3.
    expect(errors[0]).to.be.closeTo(5, 1e-12);
    expect(errors[8]).to.be.closeTo(5 * 0.8 ** 8, 1e-12);
    expect(errors[9]).to.be.closeTo(5 * 0.8 ** 8 * 0.98, 1e-12);
    expect(errors[10]).to.be.closeTo(5 * 0.8 ** 8 * 0.98 * 0.998, 1e-12);
  });
});
