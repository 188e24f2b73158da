// Arrays in a text: what Python, JSON, NumPy, PyTorch, TensorFlow and JAX write, and what is refused.
import { expect } from 'chai';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { looksInline, parseInline } from '../../../src/worker/readers/inline';
import { failureOf, FIXTURES } from './support';

type Row = readonly [text: string, shape: readonly number[], values: readonly number[]];

function check(rows: readonly Row[]): void {
  for (const [text, shape, values] of rows) {
    it(JSON.stringify(text), () => {
      const array = parseInline(text);
      expect(array.shape).to.deep.equal(shape);
      expect(Array.from(array.data, Number)).to.deep.equal(values);
    });
  }
}

describe('inline arrays', () => {
  describe('of Python and JSON', () => {
    check([
      ['[1, 2, 3]', [3], [1, 2, 3]],
      ['[[1, 2], [3, 4]]', [2, 2], [1, 2, 3, 4]],
      ['((1, 2), (3, 4),)', [2, 2], [1, 2, 3, 4]],
      ['(0.5,)', [1], [0.5]],
      ['(0.5)', [], [0.5]],
      ['([1, 2])', [2], [1, 2]],
      ['[]', [0], []],
      ['[[], []]', [2, 0], []],
      ['[1., .5, -.25, +2, 1e-3, 1E+2, 1_000, 1_0.2_5]', [8], [1, 0.5, -0.25, 2, 0.001, 100, 1000, 10.25]],
      [
        '[nan, inf, -inf, NaN, Infinity, -Infinity]',
        [6],
        [NaN, Infinity, -Infinity, NaN, Infinity, -Infinity],
      ],
      [
        '[np.nan, -np.inf, math.inf, float("nan"), float(\'-inf\'), np.NINF]',
        [6],
        [NaN, -Infinity, Infinity, NaN, -Infinity, -Infinity],
      ],
      ['["NaN", "-Infinity", null]', [3], [NaN, -Infinity, NaN]],
      ['[True, false, 1]', [3], [1, 0, 1]],
      ['[1, # one\n 2, # two\n]  # done', [2], [1, 2]],
      ['[1, \\\n 2]', [2], [1, 2]],
      ['y_pred = [0.25, 0.75]', [2], [0.25, 0.75]],
      ['y: list[float] = [0.25]', [1], [0.25]],
      ['[0.5];', [1], [0.5]],
      ['[0.5],\n', [1], [0.5]],
    ]);
  });

  describe('as NumPy prints them', () => {
    check([
      ['[1 2 3]', [3], [1, 2, 3]],
      ['[[ 1. -2.]\n [ 3.  4.]]', [2, 2], [1, -2, 3, 4]],
      ['[1.5e+00 2.0e-05 nan inf -inf]', [5], [1.5, 2e-5, NaN, Infinity, -Infinity]],
      ['[ True False]', [2], [1, 0]],
      ['array([[1., 2.],\n       [3., 4.]], dtype=float32)', [2, 2], [1, 2, 3, 4]],
      ['[np.float64(0.5), np.float64(1.5)]', [2], [0.5, 1.5]],
      ['[np.True_, np.False_]', [2], [1, 0]],
      ['[array([1., 2.]), array([3., 4.])]', [2, 2], [1, 2, 3, 4]],
    ]);

    const { prints, abbreviated } = JSON.parse(readFileSync(join(FIXTURES, 'printed.json'), 'utf8')) as {
      prints: readonly {
        name: string;
        str: string;
        repr: string;
        shape: number[];
        values: (number | string)[];
      }[];
      abbreviated: string;
    };
    for (const { name, str, repr, shape, values } of prints) {
      for (const text of [str, repr, `x = np.${repr}`]) {
        it(`${name}: ${text.slice(0, 30)}…`, () => {
          const array = parseInline(text);
          expect(array.shape).to.deep.equal(shape);
          expect(Array.from(array.data, Number)).to.deep.equal(values.map(Number));
        });
      }
    }

    it('abbreviated, is refused', () => {
      const failure = failureOf(() => parseInline(abbreviated, 'selection'));
      expect(failure).to.include({ code: 'unsupported', file: 'selection', place: 'line 1, column 17' });
      expect(failure.fix).to.contain('set_printoptions(threshold=np.inf)');
    });
  });

  describe('inside of calls', () => {
    check([
      ['np.array([1, 2])', [2], [1, 2]],
      ['numpy.asarray(((1, 2), (3, 4)), float)', [2, 2], [1, 2, 3, 4]],
      ["torch.tensor([0.5, 1.5], dtype=torch.float64, device='cuda:0', requires_grad=True)", [2], [0.5, 1.5]],
      ['tensor([[0.1, 0.9]], grad_fn=<SoftmaxBackward0>)', [1, 2], [0.1, 0.9]],
      ["tensor([1., 2.], device='cuda:0')", [2], [1, 2]],
      ['tensor(0.25)', [], [0.25]],
      ['[tensor(0.25), tensor(0.75)]', [2], [0.25, 0.75]],
      ['Parameter containing:\ntensor([1., 2.], requires_grad=True)', [2], [1, 2]],
      ['tf.Tensor([1. 2. 3.], shape=(3,), dtype=float32)', [3], [1, 2, 3]],
      ['tf.Tensor(\n[[1. 2.]\n [3. 4.]], shape=(2, 2), dtype=float32)', [2, 2], [1, 2, 3, 4]],
      ['<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>', [2], [1, 2]],
      ["<tf.Variable 'Variable:0' shape=(2,) dtype=int32, numpy=array([1, 2], dtype=int32)>", [2], [1, 2]],
      ['<tf.Tensor: shape=(), dtype=float32, numpy=0.5>', [], [0.5]],
      ['tf.constant([[1, 2]])', [1, 2], [1, 2]],
      ['jnp.array([1., 2.])', [2], [1, 2]],
      ['Array([1., 2.], dtype=float32)', [2], [1, 2]],
      ['np.array(object=[1, 2])', [2], [1, 2]],
      ['np.array([1.7, -1.7], dtype=int)', [2], [1, -1]],
      ['np.array([0, 2, 0.5], dtype=bool)', [3], [0, 1, 1]],
      ['torch.LongTensor([1, 2])', [2], [1, 2]],
      ['np.array([1, 2, 3, 4]).reshape(2, 2)', [2, 2], [1, 2, 3, 4]],
      ['torch.tensor([1., 2.]).view((-1, 1)).cuda()', [2, 1], [1, 2]],
      ["torch.tensor([1., 2.]).to(torch.device('cuda')).float()", [2], [1, 2]],
      ['np.array([1.5, 2]).astype(np.int64)', [2], [1, 2]],
    ]);
  });

  describe('without brackets', () => {
    check([
      ['0.25', [1], [0.25]],
      ['0.1, 0.9, 0.4', [3], [0.1, 0.9, 0.4]],
      ['0.1 0.9\t0.4', [3], [0.1, 0.9, 0.4]],
      ['1\n2\n3\n', [3], [1, 2, 3]],
      ['1, 2\n3, 4\n', [2, 2], [1, 2, 3, 4]],
      ['nan -inf True', [3], [NaN, -Infinity, 1]],
    ]);
  });

  describe('their type', () => {
    const rows: readonly (readonly [string, string, boolean])[] = [
      ['[True, False]', 'bool', true],
      ['[1, 2]', 'float64', true],
      ['[1, 2.0]', 'float64', false],
      ['[True, 2]', 'float64', true],
      ['[9007199254740993, 1]', 'int64', true],
      ['[9223372036854775808, 1]', 'float64', false],
      ['np.array([1, 2], dtype=float)', 'float64', false],
      ['np.array([0, 1], dtype=bool)', 'bool', true],
      ['[]', 'float64', false],
    ];
    for (const [text, dtype, integers] of rows) {
      it(`${text} is ${dtype}${integers ? ' of integers' : ''}`, () => {
        expect(parseInline(text)).to.include({ dtype, integers });
      });
    }

    it('keeps integers beyond 2^53 exactly', () => {
      const { data } = parseInline('[9007199254740993, -9223372036854775808]');
      expect([...(data as BigInt64Array)]).to.deep.equal([9007199254740993n, -(2n ** 63n)]);
    });
  });

  it('gives back any array that was written as JSON or with spaces', () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity));
    const matrix = fc.integer({ min: 1, max: 5 }).chain((columns) =>
      fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(matrix, fc.constantFrom(', ', ' ', '\n  ', ',\n'), (rows, separator) => {
        const text = `[${rows.map((row) => `[${row.map(String).join(separator)}]`).join(separator)}]`;
        const array = parseInline(text);
        expect(array.shape).to.deep.equal([rows.length, rows[0]?.length]);
        expect(Array.from(array.data, Number)).to.deep.equal(
          rows.flat().map((x) => (Object.is(x, -0) ? 0 : x)),
        );
      }),
    );
  });

  it('reads a million numbers quickly', () => {
    const text = `[${Array.from({ length: 1_000_000 }, (_, i) => i / 8).join(', ')}]`;
    expect(parseInline(text).data[999_999]).to.equal(999_999 / 8);
  });
});

describe('inline arrays that are refused', () => {
  const rows: readonly (readonly [string, string, string, RegExp])[] = [
    ['[1, 2', 'corrupt', 'line 1, column 1', /never closed/],
    ['[1, (2, 3]', 'corrupt', 'line 1, column 10', /Expected \)/],
    ['[1, 2)', 'corrupt', 'line 1, column 6', /Expected \]/],
    ['[1 2, 3]', 'corrupt', 'line 1, column 5', /comma stands here/],
    ['[1, 2 3]', 'corrupt', 'line 1, column 7', /comma is missing/],
    ['(1 2)', 'corrupt', 'line 1, column 4', /comma is missing/],
    ['[[1][2]]', 'unsupported', 'line 1, column 5', /code/],
    ['[,]', 'notNumeric', 'line 1, column 2', /found ","/],
    ['[1, x]', 'notNumeric', 'line 1, column 5', /found x/],
    ['[1,\n None]', 'notNumeric', 'line 2, column 2', /found None/],
    ['[1, "cat"]', 'notNumeric', 'line 1, column 5', /the text "cat"/],
    ['[1, 2], [3]', 'notNumeric', 'line 1, column 9', /more follows/],
    ['[1/3]', 'unsupported', 'line 1, column 2', /code, not a number: "1\/3"/],
    ['[1, 2 * 3]', 'unsupported', 'line 1, column 5', /"2 \* 3"/],
    ['[0x1f]', 'unsupported', 'line 1, column 2', /"0x1f"/],
    ['[1.2.3]', 'unsupported', 'line 1, column 2', /"1\.2\.3"/],
    ['[1+2j]', 'unsupported', 'line 1, column 2', /code/],
    ['[2j]', 'unsupported', 'line 1, column 2', /Complex/],
    ['[0.5] * 3', 'unsupported', 'line 1, column 6', /code/],
    ['[1, 2][0]', 'unsupported', 'line 1, column 7', /code/],
    ['np.zeros(3)', 'unsupported', 'line 1, column 1', /np\.zeros\(…\) would have to be run/],
    ['np.array([1, 2]).T', 'unsupported', 'line 1, column 17', /\.T would have to be run/],
    ['np.array([1, 2, 3]).reshape(2, 2)', 'shape', 'line 1, column 20', /3 numbers do not fit/],
    ['np.array([1, 2', 'corrupt', 'line 1, column 10', /never closed/],
    ['np.array([1, 2]', 'corrupt', 'line 1, column 1', /call is never closed/],
    ['np.array()', 'notNumeric', 'line 1, column 10', /found "\)"/],
    ['<xarray.DataArray>', 'notNumeric', 'line 1, column 1', /found "<xarray/],
    ['[1, 2, ..., 9]', 'unsupported', 'line 1, column 8', /abbreviated/],
    ['[[1, 2], [3]]', 'shape', 'line 1, column 10', /row 0 has 2 numbers, row 1 has 1/],
    ['[[1, 2], 3]', 'shape', 'line 1, column 10', /row 1 is a single number/],
    ['1 2\n3', 'shape', 'line 2, column 1', /has 1 numbers, the lines before have 2/],
    ['', 'empty', 'line 1, column 1', /no array/],
    [`${'['.repeat(80)}${']'.repeat(80)}`, 'unsupported', 'line 1, column 66', /deeper than 64/],
  ];
  for (const [text, code, place, message] of rows) {
    it(JSON.stringify(text.slice(0, 40)), () => {
      const failure = failureOf(() => parseInline(text, 'selection'));
      expect(failure).to.include({ code, place, file: 'selection' });
      expect(failure.message).to.match(message);
    });
  }

  it('text that is only brackets does not exhaust the stack', () => {
    expect(failureOf(() => parseInline('['.repeat(200_000))).code).to.equal('unsupported');
  });
});

describe('looksInline', () => {
  it('tells arrays from paths', () => {
    const arrays = [
      '[1]',
      ' ( 1,)',
      'np.array([1])',
      'tensor (1)',
      '<tf.Tensor: 1>',
      'zeros(3)',
      '0.5',
      '1 2',
      'a\nb',
    ];
    for (const text of arrays) expect(looksInline(text), text).to.equal(true);
    const paths = [
      'a.npy',
      'np.array',
      'run(1).npy',
      'run(1).NPZ#a',
      './[1].npy',
      'x.csv#a(1)',
      '1.npy',
      'e',
    ];
    for (const text of paths) expect(looksInline(text), text).to.equal(false);
  });
});
