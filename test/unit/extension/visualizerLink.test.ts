// Links to a state of the visualizer: what goes in comes out, and a bad link says what is wrong.
import { expect } from 'chai';
import { linkQuery, LINK_PATH, parseLink } from '../../../src/extension/visualizerLink';
import { textOf } from '../../../webview/visualizer/views/mask/pixels';
import type { VisualizerState } from '../../../src/protocol/views';

const STATE: VisualizerState = {
  view: 'boxes',
  losses: [
    { id: 'focal', params: { gamma: 2.5, alpha: null }, preset: 'torchvision' },
    { id: 'combine', params: { expression: 'bce & 1 + "dice" = 交集' } },
  ],
  leading: 1,
  label: 0,
  at: 0.125,
  axis: 'logit',
  boxes: { prediction: [0, 0, 1, 1], weights: [Infinity, -0.5] },
};

describe('a link to the visualizer', () => {
  it('brings back the very state', () => {
    expect(parseLink(LINK_PATH, linkQuery(STATE))).to.deep.equal(STATE);
  });

  it('holds no letter that a program on the way might rewrite', () => {
    expect(linkQuery(STATE)).to.match(/^state=[\w-]+$/);
  });

  it('stays short where a view holds a grid', () => {
    const mask = { label: Array.from({ length: 1024 }, (_, i) => (i % 32 > 12 ? 1 : 0)) };
    expect(linkQuery({ view: 'mask', losses: [{ id: 'dice' }], mask })).to.have.lengthOf.below(1500);
  });

  it('brings back an image of a file, pixel by pixel', () => {
    const values = Array.from({ length: 1024 }, (_, i) => (i * 37) % 1001).map((level) => level / 1000);
    const [label, prediction] = [textOf(values.map(Math.round)), textOf(values)];
    const state = { view: 'mask', losses: [], mask: { rows: 32, columns: 32, label, prediction } } as const;
    const query = linkQuery(state);
    expect(parseLink(LINK_PATH, query)).to.deep.equal(state);
    expect(query).to.have.lengthOf.below(6000);
  });

  for (const [what, path, query, problem] of [
    ['another path', '/elsewhere', linkQuery(STATE), { problem: 'path', where: '/elsewhere' }],
    ['no state', LINK_PATH, 'theme=dark', { problem: 'empty', where: 'state' }],
    ['half a state', LINK_PATH, linkQuery(STATE).slice(0, 60), { problem: 'damaged', where: 'state' }],
    ['text that is none of ours', LINK_PATH, 'state=hello', { problem: 'damaged', where: 'state' }],
    [
      'a loss without id',
      LINK_PATH,
      linkQuery({ losses: [{}] } as unknown as VisualizerState),
      { problem: 'state', where: 'losses.0.id' },
    ],
  ] as const)
    it(`says what is wrong with ${what}`, () => expect(parseLink(path, query)).to.deep.equal(problem));
});
