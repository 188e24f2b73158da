// The pure parts of the mask view: images as text, flips, strokes, and which losses it takes.
import { expect } from 'chai';
import fc from 'fast-check';
import { originLines, withImage } from '../../../webview/visualizer/views/mask/fileImage';
import { maskWords } from '../../../webview/visualizer/views/mask/words';
import { cellsBetween } from '../../../webview/shared/cellsBetween';
import {
  flipped,
  painted,
  presetImages,
  resized,
  textOf,
  valuesOf,
} from '../../../webview/visualizer/views/mask/pixels';
import { MASK_LOSSES } from '../../../webview/visualizer/views/mask/readings';
import { BRUSHES, FIRST, parseMask, SIZES } from '../../../webview/visualizer/views/mask/state';

describe('a small image as text', () => {
  it('keeps thousandths, and every value of the brush exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 })), (levels) => {
        const values = levels.map((level) => level / 1000);
        expect(valuesOf(textOf(values))).to.deep.equal(values);
      }),
    );
    expect(valuesOf(textOf(BRUSHES))).to.deep.equal([...BRUSHES]);
  });

  it('is painted and flipped at one pixel alone', () => {
    expect(valuesOf(painted(textOf([0, 0, 0, 0]), 2, 0.75))).to.deep.equal([0, 0, 0.75, 0]);
    expect(flipped([0.25, 0.25, 1], 1)).to.deep.equal([0.25, 0.75, 1]);
  });

  it('has presets of every size; an empty label is empty, a ring has a hole', () => {
    for (const size of SIZES) {
      for (const preset of ['shifted', 'small', 'ring', 'empty'] as const) {
        const images = presetImages(preset, size);
        expect(parseMask({ ...FIRST, ...images })).to.deep.include(images);
        expect(valuesOf(images.prediction).every((p) => p > 0 && p < 1)).to.equal(true);
        const { label } = images;
        const count = valuesOf(label).reduce((sum, y) => sum + y, 0);
        expect(count === 0, preset).to.equal(preset === 'empty');
      }
      const middle = (size / 2) * size + size / 2;
      expect(valuesOf(presetImages('ring', size).label)[middle]).to.equal(0);
    }
  });
});

describe('what the mask view remembers', () => {
  it('falls back to the first image where an image does not fit its size', () => {
    expect(parseMask({ ...FIRST, label: textOf([0, 1, 0]) })).to.deep.equal(FIRST);
    expect(parseMask({ ...FIRST, label: 'a'.repeat(FIRST.label.length) })).to.deep.equal(FIRST);
    expect(parseMask('nonsense')).to.deep.equal(FIRST);
    expect(parseMask({ ...FIRST, at: 4000, leading: 'no such loss' })).to.deep.equal({ ...FIRST, at: 255 });
  });
});

describe('a stroke', () => {
  it('reaches its end over neighbours, in as many steps as the longer way takes', () => {
    const cell = fc.nat(63);
    fc.assert(
      fc.property(cell, cell, (from, to) => {
        const way = cellsBetween(from, to, 8);
        const place = (i: number): readonly [number, number] => [Math.floor(i / 8), i % 8];
        if (from !== to) expect(way.at(-1)).to.equal(to);
        [from, ...way].slice(1).forEach((next, k) => {
          const [[a, b], [c, d]] = [place([from, ...way][k] ?? 0), place(next)];
          expect(Math.max(Math.abs(a - c), Math.abs(b - d))).to.equal(1);
        });
      }),
    );
  });
});

describe('the losses of a mask', () => {
  it('are of regions, boundaries and distributions, on probabilities, and need nothing besides', () => {
    const ids = MASK_LOSSES.map(({ id }) => id);
    expect(ids).to.include.members(['dice', 'bce', 'boundary', 'hausdorff_dt', 'dice_bce', 'dice_boundary']);
    expect(ids).to.not.include.members(['combine', 'lovasz_hinge']);
    expect(ids.filter((id) => id === 'cross_entropy' || id === 'giou')).to.deep.equal([]);
  });
});

describe('an image of a file', () => {
  const image = { ok: true, rows: 2, columns: 4, height: 20, width: 40, index: 3, images: 9 } as const;
  const values = [0, 0.25, 0.5, 0.75, 1, 0, 0, 0.001];

  it('takes the place of its layer, the other one is laid over it, and all of it is remembered', () => {
    const shown = { kind: 'image', layer: 'prediction', source: 'p.npy' } as const;
    const changes = withImage(FIRST, { ...shown, image: { ...image, values, read: 'logits' } });
    const state = { ...FIRST, ...changes };
    expect(valuesOf(state.prediction)).to.deep.equal(values);
    expect(state).to.include({ rows: 2, columns: 4, layer: 'prediction', at: 6 });
    expect(parseMask(JSON.parse(JSON.stringify(state)))).to.deep.equal(state);
    const say = maskWords('en');
    expect(originLines(state, say)).to.deep.equal([
      'prediction: p.npy, image 3 of 9, 20 × 40, averaged to 2 × 4, taken for logits, through the sigmoid',
    ]);
  });

  it('is laid over another one place by place', () => {
    const quarters = textOf([0, 0.25, 0.5, 0.75]);
    const larger = resized(quarters, { rows: 2, columns: 2 }, { rows: 4, columns: 2 });
    expect(valuesOf(larger)).to.deep.equal([0, 0.25, 0, 0.25, 0.5, 0.75, 0.5, 0.75]);
    expect(resized(larger, { rows: 4, columns: 2 }, { rows: 2, columns: 2 })).to.equal(quarters);
  });
});
