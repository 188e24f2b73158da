// .json and .jsonl: arrays, keys, records, Python's NaN, and what is wrong where.
import { expect } from 'chai';
import fc from 'fast-check';
import { readFloat64 } from '../../../src/worker/readers/convert';
import { openJson } from '../../../src/worker/readers/json';
import { openJsonLines } from '../../../src/worker/readers/jsonLines';
import { nestedSource } from '../../../src/worker/readers/nested';
import type { ArraySource } from '../../../src/worker/readers/source';
import { failureOf, textBytes } from './support';

type Row = readonly [
  text: string,
  selector: string | undefined,
  shape: readonly number[],
  values: readonly number[],
];

function check(
  open: (text: string, selector: string | undefined) => ArraySource,
  rows: readonly Row[],
): void {
  for (const [text, selector, shape, values] of rows) {
    it(`${JSON.stringify(text)}${selector === undefined ? '' : ` #${selector}`}`, () => {
      const source = open(text, selector);
      expect(source.shape).to.deep.equal(shape);
      expect([...readFloat64(source)]).to.deep.equal(values);
    });
  }
}

function refuse(
  open: (text: string, selector: string | undefined) => ArraySource,
  rows: readonly (readonly [string, string | undefined, string, string | undefined, RegExp])[],
): void {
  for (const [text, selector, code, place, message] of rows) {
    it(`${JSON.stringify(text)}${selector === undefined ? '' : ` #${selector}`}`, () => {
      const failure = failureOf(() => open(text, selector));
      expect(failure.code).to.equal(code);
      expect(failure.file).to.equal('d');
      expect(failure.place).to.equal(place);
      expect(failure.message).to.match(message);
    });
  }
}

describe('.json', () => {
  const open = (text: string, selector: string | undefined) =>
    openJson(textBytes('d', text), selector, 'label');

  check(open, [
    ['[1, 2.5]', undefined, [2], [1, 2.5]],
    ['\ufeff[[1], [2]]', undefined, [2, 1], [1, 2]],
    ['[]', undefined, [0], []],
    ['[true, false]', undefined, [2], [1, 0]],
    [
      '[NaN, Infinity, -Infinity, "NaN", "-Infinity", null]',
      undefined,
      [6],
      [NaN, Infinity, -Infinity, NaN, -Infinity, NaN],
    ],
    ['{"NaN, it\\"s": "NaN", "p": [NaN]}', 'p', [1], [NaN]],
    ['{"p": [0.5], "y": [1]}', 'y', [1], [1]],
    ['{"ids": ["a"], "p": [0.5]}', undefined, [1], [0.5]],
    ['{"out": {"logits": [[1, 2]]}, "y": [0]}', 'out.logits', [1, 2], [1, 2]],
    ['{"a.b": [1], "c": [2]}', 'a.b', [1], [1]],
    ['{"loss": 0.5}', undefined, [], [0.5]],
    ['[{"p": 0.5, "y": 1}, {"p": 0.25, "y": 0}]', 'p', [2], [0.5, 0.25]],
    ['[{"p": 0.5, "y": 1}, {"p": 0.25, "y": 0}]', 'y, p', [2, 2], [1, 0.5, 0, 0.25]],
    ['[{"name": "a", "p": [1, 2]}, {"name": "b", "p": [3, 4]}]', undefined, [2, 2], [1, 2, 3, 4]],
  ]);

  it('names the array by its key, and places by index', () => {
    const source = open('{"p": [[1, 2], [3, 4]], "y": [1]}', 'p');
    expect(source.name).to.equal('d#p');
    expect(source.place(3)).to.equal('element [1, 1]');
    expect(open('[{"p": [1, 2]}, {"p": [3, 4]}]', 'p').place(3)).to.equal('record 1, element 1');
  });

  describe('refuses', () => {
    refuse(open, [
      ['', undefined, 'empty', undefined, /empty/],
      [' \n', undefined, 'empty', undefined, /empty/],
      ['{}', undefined, 'empty', undefined, /no array/],
      ['"text"', undefined, 'empty', undefined, /no array/],
      ['[1,\n 2,,]', undefined, 'corrupt', 'line 2, column 4', /not valid JSON.*",,?\]"/],
      ['[1, 2', undefined, 'corrupt', 'line 1, column 6', /ends too early/],
      ['[1, x]', undefined, 'corrupt', 'line 1, column 5', /"x\]"/],
      ['[1, // one\n 2]', undefined, 'corrupt', 'line 1, column 5', /"\/\/ one"/],
      ['[1] 2', undefined, 'corrupt', 'line 1, column 5', /"2"/],
      ['[[1, 2], [3]]', undefined, 'shape', 'element [1]', /Expected an array of 2 elements, found 1/],
      ['[[1, 2], 3]', undefined, 'shape', 'element [1]', /found a single value/],
      ['[1, [2]]', undefined, 'shape', 'element [1]', /single number, found an array/],
      ['[[1], [[2]]]', undefined, 'shape', 'element [1, 0]', /single number, found an array/],
      ['[1, "cat"]', undefined, 'notNumeric', 'element [1]', /the text "cat"/],
      ['[1, {}]', undefined, 'notNumeric', 'element [1]', /an object/],
      ['{"p": [1], "y": [2]}', undefined, 'missingKey', undefined, /2 arrays: p, y/],
      ['{"probs": [1], "y": [2]}', 'prob', 'missingKey', undefined, /no array "prob".*probs, y/],
      ['{"p": ["a"]}', 'p', 'notNumeric', 'element [0]', /the text "a"/],
      ['[{"p": 1, "y": 2}]', undefined, 'missingKey', undefined, /2 fields: p, y/],
      ['[{"p": 1}, {"q": 1}]', 'p', 'missingKey', 'record 1', /no field "p"/],
      ['[{"p": 1}, {"p": "x"}]', 'p', 'notNumeric', 'record 1', /the text "x"/],
      ['[{"n": "a"}]', undefined, 'notNumeric', undefined, /No field/],
      [`${'['.repeat(70)}${']'.repeat(70)}`, undefined, 'unsupported', '', /deeper than 64/],
    ]);
  });
});

describe('.jsonl', () => {
  const open = (text: string, selector: string | undefined) =>
    openJsonLines(textBytes('d', text), selector, 'label');

  check(open, [
    ['1\n2.5\n', undefined, [2], [1, 2.5]],
    ['[1, 2]\n\n[3, 4]', undefined, [2, 2], [1, 2, 3, 4]],
    ['{"p": 0.5}\r\n{"p": NaN}\r\n', undefined, [2], [0.5, NaN]],
    ['{"p": [0.5, 0.5], "y": 1}\n{"p": [1, 0], "y": 0}', 'p', [2, 2], [0.5, 0.5, 1, 0]],
    ['{"out": {"p": 0.5}, "y": 1}', 'out.p', [1], [0.5]],
    ['{"a": 1, "b": 2}\n{"b": 4, "a": 3}', 'a,b', [2, 2], [1, 2, 3, 4]],
  ]);

  it('knows the line of each element', () => {
    const source = open('[1, 2]\n\n[3, 4]', undefined);
    expect([1, 2].map((index) => source.place(index))).to.deep.equal([
      'line 1, element 1',
      'line 3, element 0',
    ]);
  });

  describe('refuses', () => {
    refuse(open, [
      ['', undefined, 'empty', undefined, /empty/],
      ['1\nx\n', undefined, 'corrupt', 'line 2, column 1', /not valid JSON/],
      ['1\n[2, oops]\n', undefined, 'corrupt', 'line 2, column 5', /not valid JSON/],
      ['1\n"cat"\n', undefined, 'notNumeric', 'line 2', /the text "cat"/],
      ['[1, 2]\n[3]\n', undefined, 'shape', 'line 2', /first has shape \[2\], this one \[1\]/],
      ['[1, 2]\n[3, "x"]\n', undefined, 'notNumeric', 'line 2, element [1]', /the text "x"/],
      ['{"p": 1}\n{"q": 1}', 'p', 'missingKey', 'line 2', /no field "p"/],
      ['{"p": 1, "y": 1}', 'prob', 'missingKey', undefined, /no field "prob"/],
      ['1\n2', 'p', 'missingKey', undefined, /rows are no objects/],
    ]);
  });
});

describe('nested numbers of a request', () => {
  it('are an array of any depth', () => {
    const nested = fc.integer({ min: 1, max: 4 }).chain((columns) =>
      fc.array(fc.array(fc.double(), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 4,
      }),
    );
    fc.assert(
      fc.property(nested, (rows) => {
        const source = nestedSource([rows, rows], 'prediction');
        expect(source.shape).to.deep.equal([2, rows.length, rows[0]?.length]);
        expect([...readFloat64(source)]).to.deep.equal([...rows.flat(), ...rows.flat()]);
      }),
    );
  });

  it('take the names of what JSON lacks, and booleans', () => {
    expect(nestedSource([true, false], 'label').dtype).to.equal('bool');
    expect([...readFloat64(nestedSource(['NaN', '-Infinity', 2], 'label'))]).to.deep.equal([
      NaN,
      -Infinity,
      2,
    ]);
    expect(nestedSource(3, 'label').shape).to.deep.equal([]);
  });

  it('name the input and the element that is wrong', () => {
    expect(failureOf(() => nestedSource([[1], [2, 3]], 'label'))).to.include({
      file: 'label',
      place: 'element [1]',
    });
  });
});
