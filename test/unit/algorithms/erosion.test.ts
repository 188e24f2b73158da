// Soft erosions: the mean over the cross by its definition, and the adjoint against differences of the values.
import { expect } from 'chai';
import fc from 'fast-check';
import { crossMean, erode, erodeBack } from '../../../src/worker/algorithms/erosion';

const image = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 3 }).chain((shape) => {
  const count = shape.reduce((a, b) => a * b, 1);
  return fc.record({
    shape: fc.constant(shape),
    values: fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: count, maxLength: count }),
    weights: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: count, maxLength: count }),
  });
});

describe('soft erosion', () => {
  it('takes the mean of a voxel and its face neighbours, outside counting as 0', () => {
    const plane = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const found = crossMean(plane, [3, 3]);
    expect(found[4]).to.be.closeTo((5 + 2 + 4 + 6 + 8) / 5, 1e-15);
    expect(found[0]).to.be.closeTo((1 + 2 + 4) / 5, 1e-15);
  });

  it('stretches what is left to [0, 1]', () => {
    const { values } = erode(Float64Array.of(1, 1, 1, 1, 1), [5]);
    expect([...values].map((v) => Number(v.toFixed(12)))).to.deep.equal([0, 1, 1, 1, 0]);
  });

  it('has the gradient that differences of its values show', () => {
    fc.assert(
      fc.property(image, ({ shape, values, weights }) => {
        const total = (of: Float64Array): number =>
          erode(of, shape).values.reduce((sum, v, i) => sum + v * weights[i]!, 0);
        const at = Float64Array.from(values);
        const eroded = erode(at, shape);
        // Away from kinks: no voxel near one half, lowest and highest value alone.
        const mean = [...crossMean(at, shape)].sort((a, b) => a - b);
        const apart = mean.every((v, i) => Math.abs(v - 0.5) > 1e-3 && (i === 0 || v - mean[i - 1]! > 1e-3));
        const span = eroded.high - eroded.low;
        fc.pre(apart && span > 0.01 && mean.filter((v) => v < 0.5).length !== 1);
        const gradient = erodeBack(Float64Array.from(weights), eroded, shape);
        gradient.forEach((g, i) => {
          const [up, down] = [at.slice(), at.slice()];
          up[i] = up[i]! + 1e-6;
          down[i] = down[i]! - 1e-6;
          expect((total(up) - total(down)) / 2e-6).to.be.closeTo(g, 1e-5 * (1 + Math.abs(g)));
        });
      }),
    );
  });

  it('has a gradient through the lowest value, where it is above one half', () => {
    // Means 1.8/3, 2.8/3, 2.91/3 and 1.96/3: all above one half, the first the lowest.
    const at = Float64Array.of(0.85, 0.95, 1, 0.96);
    const eroded = erode(at, [4]);
    expect(eroded.low).to.be.closeTo(0.1, 1e-12);
    // Of the second voxel alone: (m₁ − m₀)/(m₂ − m₀), m₀ = (a + b)/3, m₁ = (a + b + c)/3, m₂ = (b + c + d)/3.
    const [a, , c, d] = at as unknown as [number, number, number, number];
    const span = c + d - a;
    const expected = [c / span ** 2, 0, 1 / span - c / span ** 2, -c / span ** 2];
    erodeBack(Float64Array.of(0, 1, 0, 0), eroded, [4]).forEach((g, i) =>
      expect(g).to.be.closeTo(expected[i]!, 1e-12),
    );
  });

  it('leaves an image of one value as it is, without a gradient to the value', () => {
    const flat = new Float64Array(4);
    const eroded = erode(flat, [2, 2]);
    expect([...eroded.values]).to.deep.equal([0, 0, 0, 0]);
    expect([
      ...erodeBack(
        flat.map(() => 1),
        eroded,
        [2, 2],
      ),
    ]).to.deep.equal([0, 0, 0, 0]);
  });
});
