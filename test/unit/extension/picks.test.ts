// What the dialogs offer: the list of losses, the files, what is still needed, the filter of the tree.
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import type { Declaration } from '../../../src/catalogue/declaration';
import { neededInputs, requestOf, swapped, type Draft } from '../../../src/extension/commands/draft';
import { lossGroups, lossItem } from '../../../src/extension/commands/lossItems';
import { orderFiles } from '../../../src/extension/commands/orderFiles';
import { arraysOf, draftOf } from '../../../src/extension/commands/selectedArrays';
import { describeFilter, filterCatalogue, NO_FILTER } from '../../../src/extension/views/catalogueFilter';

const draft = (losses: string[], sources: Draft['sources'] = {}): Draft => ({ losses, sources, given: [] });

describe('the list of losses', () => {
  it('holds every entry once, last used first', () => {
    const groups = lossGroups(CATALOGUE, 'en', ['focal', 'gone', 'mse']);
    expect(groups[0]).to.have.property('title', 'recent');
    expect(groups[0]?.items.map(({ id }) => id)).to.deep.equal(['focal', 'mse']);
    const ids = groups.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).to.have.members(CATALOGUE.map(({ id }) => id));
    expect(ids).to.have.lengthOf(CATALOGUE.length);
  });

  it('has no group for what was used last where nothing was', () => {
    expect(lossGroups(CATALOGUE, 'en', []).map(({ title }) => title)).not.to.include('recent');
  });

  it('is searched by name, id, alias and formula', () => {
    const item = lossItem(findDeclaration('bce')!, 'en');
    expect(item.label).to.equal('Binary cross entropy');
    expect(item.description).to.include('bce').and.include('torch.nn.BCEWithLogitsLoss');
    expect(item.detail).to.include('ln pᵢ');
    expect(lossItem(findDeclaration('bce')!, 'zh').description).to.include('Binary cross entropy');
  });
});

describe('inputs of a draft', () => {
  it('are prediction and label before anything is chosen, and for losses that compare', () => {
    expect(neededInputs(draft([]), findDeclaration)).to.deep.equal(['prediction', 'label']);
    expect(neededInputs(draft(['mse', 'kl']), findDeclaration)).to.deep.equal(['prediction', 'label']);
  });

  it('leave the label out and ask for more where the entry says so', () => {
    const mse = findDeclaration('mse')!;
    const meaning = { en: '', zh: '' };
    const find = (): Declaration => ({
      ...mse,
      label: () => 'none' as const,
      inputs: {
        cost: { required: true, meaning, shape: 'whole' },
        mask: { required: false, meaning, shape: 'element' },
      },
    });
    expect(neededInputs(draft(['l1']), find)).to.deep.equal(['prediction', 'cost']);
  });

  it('swap, also where only one is known', () => {
    const both = {
      ...draft(['mse'], { prediction: 'a', label: 'b', cost: 'c' }),
      given: ['prediction', 'label'],
    };
    expect(swapped(both).sources).to.deep.equal({ prediction: 'b', label: 'a', cost: 'c' });
    const one: Draft = { ...draft([], { prediction: 'a' }), given: ['prediction'], guessed: ['name'] };
    expect(swapped(one)).to.deep.equal({ losses: [], sources: { label: 'a' }, given: ['label'] });
  });

  it('become a request without what the losses do not need', () => {
    const sources = { prediction: 'a', label: 'b', cost: 'c', old: 'd' };
    expect(requestOf(draft(['mse'], sources), ['prediction', 'label'])).to.deep.equal({
      compute: [{ id: 'mse' }],
      prediction: 'a',
      label: 'b',
    });
    expect(requestOf(draft(['l1'], sources), ['prediction', 'cost'])).to.deep.equal({
      compute: [{ id: 'l1' }],
      prediction: 'a',
      inputs: { cost: 'c' },
    });
  });
});

describe('the order of files', () => {
  const names = [
    'z/labels.npy',
    'run/probs.npy',
    'run/labels.npy',
    'package.json',
    'a/notes.json',
    'run/x.npy',
  ];

  it('puts what fits the input first, and leaves out what is no data', () => {
    expect(orderFiles(names, { input: 'prediction' })).to.deep.equal([
      'run/probs.npy',
      'run/x.npy',
      'run/labels.npy',
      'z/labels.npy',
      'a/notes.json',
    ]);
  });

  it('prefers the last one, then neighbours', () => {
    const order = orderFiles(names, { input: 'label', recent: 'a/notes.json', beside: 'run/probs.npy' });
    expect(order.slice(0, 2)).to.deep.equal(['a/notes.json', 'run/labels.npy']);
    expect(order.indexOf('run/probs.npy')).to.be.lessThan(order.indexOf('z/labels.npy'));
  });
});

describe('arrays of a selection', () => {
  const text = 'p = [0.5, 1]\ny = [0, 1]\n';
  const found = [
    { start: 4, end: 12, name: 'p', shape: [2] },
    { start: 17, end: 23, name: 'y', shape: [2] },
  ];

  it('of one text are all, of several the first of each', () => {
    expect(arraysOf([text], [found]).map((each) => each.text)).to.deep.equal(['[0.5, 1]', '[0, 1]']);
    const several = arraysOf([text, text], [found, found.slice(1)]);
    expect(several.map((each) => each.text)).to.deep.equal(['[0.5, 1]', '[0, 1]']);
  });

  it('become prediction and label by name, else by what they hold', () => {
    const [p, y] = arraysOf([text], [found]);
    const expected = { prediction: '[0.5, 1]', label: '[0, 1]' };
    expect(draftOf(p!, y!).sources).to.deep.equal(expected);
    expect(draftOf(y!, p!).sources).to.deep.equal(expected);
    const nameless = (each: typeof p) => ({ text: each!.text, shape: each!.shape });
    expect(draftOf(nameless(y), nameless(p))).to.deep.include({
      sources: expected,
      guessed: ['wholeNumbers'],
    });
  });
});

describe('the filter of the tree', () => {
  const idsOf = (groups: ReturnType<typeof filterCatalogue>) =>
    groups.map(({ task, entries }) => [task, entries.map(({ id }) => id)] as const);

  it('lets everything through at first, each below all of its tasks', () => {
    const shown = new Map(idsOf(filterCatalogue(CATALOGUE, NO_FILTER)));
    expect(shown.get('classification')).to.include('bce');
    expect(shown.get('segmentation')).to.include('bce');
    expect(new Set([...shown.values()].flat()).size).to.equal(CATALOGUE.length);
  });

  it('narrows by task and by family at once', () => {
    const groups = filterCatalogue(CATALOGUE, { tasks: ['segmentation'], families: ['region'] });
    expect(groups.map(({ task }) => task)).to.deep.equal(['segmentation']);
    expect(groups[0]?.entries.map(({ id }) => id))
      .to.include('dice')
      .and.not.include('bce');
  });

  it('says what it is', () => {
    expect(describeFilter({ tasks: ['segmentation'], families: ['region', 'boundary'] }, 'en')).to.equal(
      'Segmentation · Region-based, Boundary-based',
    );
    expect(describeFilter(NO_FILTER, 'en')).to.equal('');
  });
});
