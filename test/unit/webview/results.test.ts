// What the results view makes of an answer: names, exports, requests with moved parameters, curves on one axis.
import { expect } from 'chai';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import { canProbe } from '../../../src/catalogue/probe';
import type { ComputationResult, ComputeResult, Parameters } from '../../../src/protocol/compute';
import type { ShowResult } from '../../../src/protocol/views';
import { asCsv, asJson, asMarkdown } from '../../../webview/results/exportTable';
import { sortSamples } from '../../../webview/results/sortSamples';
import { editedRequest, initialState, parameterText, resultName } from '../../../webview/results/state';
import { drawingOf, labelFor, readingAt, type Subject } from '../../../webview/shared/curves';
import { defaultsOf, layoutOf } from '../../../webview/shared/declarationOf';
import { searchCatalogue } from '../../../webview/visualizer/study/search';

function result(id: string, more: Partial<ComputationResult> = {}): ComputationResult {
  return {
    id,
    value: 0.5,
    reduction: 'mean',
    count: 4,
    nonFinite: 0,
    params: defaultsOf(findDeclaration(id)!),
    notes: [],
    details: {},
    ...more,
  };
}

function shown(results: readonly ComputationResult[], compute: ShowResult['request']['compute']): ShowResult {
  return {
    kind: 'result',
    request: { compute, prediction: 'p.npy', label: 'y.npy' },
    answer: { ok: true, elapsedMs: 1, results },
    language: 'en',
  };
}

describe('exports', () => {
  const rows = [
    result('bce', { value: 0.1 + 0.2, preset: 'keras' }),
    result('mse', { value: NaN, params: { factor: 2 } }),
  ];

  it('Markdown keeps every digit', () => {
    const lines = asMarkdown(rows).trim().split('\n');
    expect(lines).length(4);
    expect(lines[2]).match(/^\| bce · keras \| .* \| 0\.30000000000000004 \| mean \| 4 \| 0 \| {2}\|$/);
  });
  it('CSV quotes what holds a comma', () => {
    expect(asCsv([result('confusion', { value: { tp: 1, fp: 2 } })])).include('"{""tp"":1,""fp"":2}"');
  });
  it('JSON writes what it lacks as strings and leaves the pictures out', () => {
    const answer: ComputeResult = {
      ok: true,
      elapsedMs: 1,
      results: [{ ...rows[1]!, view: { meanAbsoluteGradient: 1 } }],
    };
    const parsed = JSON.parse(asJson(answer)) as { results: { value: unknown; view?: unknown }[] };
    expect(parsed.results[0]!.value).equal('NaN');
    expect(parsed.results[0]).not.property('view');
  });
});

describe('a request with moved parameters', () => {
  const state = initialState(undefined);
  it('leaves what was not moved as it was asked', () => {
    const view = shown([result('bce'), result('mse')], [{ id: 'bce', preset: 'keras' }, { id: 'mse' }]);
    expect(editedRequest({ ...state, edits: { 1: { factor: 2 } } }, view).compute).deep.equal([
      { id: 'bce', preset: 'keras' },
      { id: 'mse', params: { factor: 2 } },
    ]);
  });
  it('names every convention where all were asked', () => {
    const view = shown(
      [result('mse'), result('mse', { preset: 'optax', params: { factor: 0.5 } })],
      [{ id: 'mse', preset: 'all' }],
    );
    const { compute } = editedRequest(state, view);
    expect(compute).deep.equal([
      { id: 'mse', params: { factor: 1 } },
      { id: 'mse', params: { factor: 0.5 }, preset: 'optax' },
    ]);
  });
});

describe('names and parameters in the table', () => {
  it('name the preset and what differs from the defaults', () => {
    const bce = result('bce', {
      preset: 'keras',
      params: { ...defaultsOf(findDeclaration('bce')!), posWeight: 3 },
    });
    expect(resultName(bce)).equal('bce · keras');
    expect(parameterText(bce, undefined)).equal('w₊ 3');
  });
});

describe('hardest samples', () => {
  const samples = [
    { index: 2, loss: 1, prediction: [0.5], label: [1] },
    { index: 1, loss: 3, prediction: [0.9], label: [0] },
    { index: 0, loss: 1, prediction: [0.7], label: [1] },
  ];
  const order = (by: 'loss' | 'index' | 'prediction', descending: boolean): number[] =>
    sortSamples(samples, { by, descending }).map((s) => s.index);
  it('sort by any column, ties by index', () => {
    expect(order('loss', true)).deep.equal([1, 0, 2]);
    expect(order('index', false)).deep.equal([0, 1, 2]);
    expect(order('prediction', false)).deep.equal([2, 0, 1]);
  });
});

describe('losses over one another', () => {
  const subject = (id: string, params: Parameters = {}): Subject => {
    const declaration = findDeclaration(id)!;
    return { declaration, params: { ...defaultsOf(declaration), ...params } };
  };

  it('share the axis of the leading one, converted where they can be', () => {
    const drawing = drawingOf([subject('bce'), subject('bce', { input: 'logits' }), subject('mse')], {
      leading: 1,
    });
    expect(drawing.axis).equal('logit');
    expect(drawing.probes.map((p) => canProbe(p))).deep.equal([true, true, false]);
    const [first, second] = drawing.probes;
    if (first === undefined || second === undefined || !canProbe(first) || !canProbe(second))
      throw new Error('no curve');
    // From either input, the loss at z is ln(1 + e^−z) and its slope σ(z) − 1.
    for (const p of [first, second]) {
      const { loss, slope } = readingAt(p, 2, 1);
      expect(loss).closeTo(Math.log1p(Math.exp(-2)), 1e-12);
      expect(slope).closeTo(1 / (1 + Math.exp(-2)) - 1, 1e-12);
    }
  });
  it('take −1 for the label 0 where a loss has signs', () => {
    const drawing = drawingOf([subject('hinge')], { leading: 0 });
    expect(labelFor(drawing.leader!, 0, drawing.range)).equal(-1);
  });
  it('say why there is none', () => {
    const drawing = drawingOf([subject('precision')], { leading: 0 });
    expect(drawing.leader).equal(undefined);
    expect(drawing.probes[0]).nested.property('reason.zh');
  });
  it('know classes by a label with one axis fewer', () => {
    const answer = (label: readonly number[]): ComputeResult => ({
      ok: true,
      elapsedMs: 1,
      results: [],
      prediction: { name: 'p', shape: [8, 3], dtype: 'float32' },
      label: { name: 'y', shape: label, dtype: 'int64' },
    });
    const dice = findDeclaration('dice')!;
    expect(layoutOf(dice, answer([8, 3]), {})).equal('elements');
    expect(layoutOf(dice, answer([8]), {})).equal('classes');
  });
});

describe('searching losses', () => {
  it('finds by id, abbreviation, name in either language and alias', () => {
    const first = (query: string): string | undefined => searchCatalogue(query)[0]?.id;
    expect(first('bce')).equal('bce');
    expect(first('giou')).match(/giou/);
    expect(first('二元交叉熵')).equal('bce');
    expect(searchCatalogue('torch.nn.CrossEntropyLoss').map((d) => d.id)).include('cross_entropy');
    expect(searchCatalogue('zzz')).deep.equal([]);
  });
});
