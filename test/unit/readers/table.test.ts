// Tables of text: separators, headers, quotes, selection of columns, and every way in which one can be wrong.
import { expect } from 'chai';
import fc from 'fast-check';
import { readFloat64 } from '../../../src/worker/readers/convert';
import { memoryBytes } from '../../../src/worker/readers/memoryBytes';
import { openTable, tableLayout } from '../../../src/worker/readers/table';
import { tableRows } from '../../../src/worker/readers/tableRows';
import type { ByteSource } from '../../../src/worker/readers/source';
import { textLines } from '../../../src/worker/readers/textChunks';
import { failureOf, textBytes } from './support';

type Row = readonly [
  title: string,
  text: string,
  selector: string | undefined,
  shape: readonly number[],
  values: readonly number[],
];

const SCORES = 'name,score,label\n"Smith, J.",0.25,1\n"say ""hi""",0.5,0\n';

describe('tables', () => {
  const rows: readonly Row[] = [
    ['a column by name', SCORES, 'score', [2], [0.25, 0.5]],
    ['a column by number', SCORES, '2', [2], [1, 0]],
    ['columns by name', SCORES, 'label,score', [2, 2], [1, 0.25, 0, 0.5]],
    ['columns by number', SCORES, '1,2', [2, 2], [0.25, 1, 0.5, 0]],
    ['all numeric columns', SCORES, '*', [2, 2], [0.25, 1, 0.5, 0]],
    ['the only numeric column', 'id,score\na,0.5\nb,1\n', undefined, [2], [0.5, 1]],
    ['a name with a comma', '"a,b",c\n1,2\n', 'a,b', [1], [1]],
    ['a name that is a number', '10,b\n1,x\n', '10', [1], [1]],
    ['spaces around', 'a , b\n 1 , 2 \n', 'b', [1], [2]],
    ['a matrix without a header', '1,2\n3,4\n', undefined, [2, 2], [1, 2, 3, 4]],
    ['a column of one', '0.5\n1\n', undefined, [2], [0.5, 1]],
    ['a column that begins with 0', '0\n0.5\n', undefined, [2], [0, 0.5]],
    ['a column of a matrix', '1,2\n3,4\n', '1', [2], [2, 4]],
    ['no line end at the end', 'a\n1\n2', 'a', [2], [1, 2]],
    ['Windows line ends', 'a,b\r\n1,2\r\n3,4\r\n', 'b', [2], [2, 4]],
    ['old Mac line ends', 'a,b\r1,2\r3,4\r', 'b', [2], [2, 4]],
    ['a byte order mark', '\ufeffa,b\n1,2\n', 'a', [1], [1]],
    ['tabs', 'a\tb\n1\t2,5\n', 'a', [1], [1]],
    ['semicolons', 'a;b\n1;2\n', 'b', [1], [2]],
    ['bars', 'a|b\n1|2\n', 'b', [1], [2]],
    ['spaces, as savetxt writes', '1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n', undefined, [2, 2], [1, 2, 3, 4]],
    ['padded with spaces', '  1.5    2\n 10.5  -20\n', undefined, [2, 2], [1.5, 2, 10.5, -20]],
    ["savetxt's header", '# a,b\n1,2\n', 'b', [1], [2]],
    ['a remark above', '# made today\na,b\n1,2\n', 'a', [1], [1]],
    ['a remark above numbers', '# made today\n1,2\n', undefined, [1, 2], [1, 2]],
    ['blank lines', '\na,b\n\n1,2\n\n\n3,4\n\n', 'a', [2], [1, 3]],
    ['a separator at the end', 'a,b\n1,2,\n', 'b', [1], [2]],
    ['line breaks in quotes', 'a,b\n"one\ntwo",2\nx,3\n', 'b', [2], [2, 3]],
    ['pandas with its index', ',score\n0,0.5\n1,0.25\n', undefined, [2], [0.5, 0.25]],
    ['pandas with its index, saved twice', 'Unnamed: 0,score\n0,0.5\n1,0.25\n', undefined, [2], [0.5, 0.25]],
    ['pandas with numbered columns', ',0,1\n0,0.5,1\n1,0.25,2\n', '0,1', [2, 2], [0.5, 1, 0.25, 2]],
    ['pandas with numbered columns, no index', '0,1\n0.5,1\n0.25,2\n', '0,1', [2, 2], [0.5, 1, 0.25, 2]],
    ['whole numbers below 0, 1', '0,1\n1,0\n', undefined, [2, 2], [0, 1, 1, 0]],
    ['missing numbers', 'a,b\n1,\n2,NaN\n3,NA\n4,null\n5,N/A\n6,0\n', 'b', [6], [NaN, NaN, NaN, NaN, NaN, 0]],
    ['infinities', 'a\ninf\n-Infinity\n+inf\n', 'a', [3], [Infinity, -Infinity, Infinity]],
    ['truth values', 'a\nTrue\nfalse\nTRUE\n', 'a', [3], [1, 0, 1]],
    ['all forms of a number', 'a\n1.\n.5\n-1e-3\n+2E2\n', 'a', [4], [1, 0.5, -0.001, 200]],
  ];
  for (const [title, text, selector, shape, values] of rows) {
    it(title, () => {
      const source = openTable(textBytes('t.csv', text), selector);
      expect(source.shape).to.deep.equal(shape);
      expect(source.dtype).to.equal('float64');
      expect([...readFloat64(source)]).to.deep.equal(values);
    });
  }

  it('UTF-16, as Excel saves Unicode text', () => {
    for (const [mark, encoding] of [
      [[0xff, 0xfe], 'utf16le'],
      [[0xfe, 0xff], 'utf16be'],
    ] as const) {
      const content = Buffer.from('größe\tb\n1\t2\n', 'utf16le');
      const bytes = Buffer.concat([Buffer.from(mark), encoding === 'utf16be' ? content.swap16() : content]);
      expect([...readFloat64(openTable(memoryBytes('t.tsv', bytes), 'größe'))]).to.deep.equal([1]);
    }
  });

  it('knows the line and the column of each element', () => {
    const source = openTable(textBytes('t.csv', '# x\n\na,b,c\n"1\n",2,z\n\n3,4,z\n'), 'a,b');
    expect([0, 1, 2, 3].map((index) => source.place(index))).to.deep.equal([
      'line 4, column a',
      'line 4, column b',
      'line 7, column a',
      'line 7, column b',
    ]);
    expect(source.columns).to.deep.equal(['a', 'b']);
    expect(source.name).to.equal('t.csv#a,b');
  });

  it('reads rows that are longer than a chunk', () => {
    const row = Array.from({ length: 50_000 }, (_, i) => i);
    const source = openTable(textBytes('t.csv', `${row.join(',')}\n${row.join(',')}\n`), undefined);
    expect(source.shape).to.deep.equal([2, 50_000]);
    expect(readFloat64(source)[99_999]).to.equal(49_999);
  });

  it('reads what any table was written as, in chunks of any size', () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true }).map((x) => [String(x), Object.is(x, -0) ? 0 : x] as const),
      fc.integer().map((x) => [`"${x}"`, x] as const),
      fc.constant(['', NaN] as const),
    );
    const table = fc
      .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'))
      .chain(([columns, delimiter, newline]) =>
        fc.record({
          delimiter: fc.constant(delimiter),
          newline: fc.constant(newline),
          rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
            minLength: 1,
            maxLength: 8,
          }),
        }),
      );
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 60 }), ({ delimiter, newline, rows }, chunkBytes) => {
        const names = (rows[0] ?? []).map((_, column) => `c${column}`);
        const lines = [names, ...rows.map((row) => row.map(([text]) => text))].map((row) =>
          row.join(delimiter),
        );
        const bytes = textBytes('t.csv', lines.join(newline));
        const wanted = rows.map((row) => row.map(([, value]) => value));
        const inChunks = [...tableRows(bytes, tableLayout(bytes), chunkBytes)];
        expect(inChunks.map(({ cells }) => cells)).to.deep.equal(
          rows.map((row) => row.map(([text]) => text.replaceAll('"', ''))),
        );
        expect(inChunks.map(({ line }) => line)).to.deep.equal(rows.map((_, index) => index + 2));
        const source = openTable(bytes, names.join(','));
        expect([...readFloat64(source)].map((x) => (Object.is(x, -0) ? 0 : x))).to.deep.equal(wanted.flat());
      }),
    );
  });
});

describe('tables that are refused', () => {
  const rows: readonly (readonly [
    title: string,
    text: string,
    selector: string | undefined,
    code: string,
    place: string | undefined,
    message: RegExp,
    fix: RegExp | undefined,
  ])[] = [
    ['empty', '', undefined, 'empty', undefined, /file is empty/, undefined],
    ['only blanks', ' \n\n', undefined, 'empty', undefined, /file is empty/, undefined],
    ['only a header', 'a,b\n', 'a', 'empty', undefined, /no rows/, undefined],
    ['several columns', 'a,b\n1,2\n', undefined, 'missingKey', undefined, /2 columns: a, b/, /t\.csv#a/],
    ['no such column', 'score,b\n1,2\n', 'scor', 'missingKey', undefined, /"scor".*score, b/, /t\.csv#score/],
    ['no such number', 'a,b\n1,2\n', '7', 'missingKey', undefined, /no column "7"/, undefined],
    ['text', 'a,b\n1,2\n1,oops\n', 'b', 'notNumeric', 'line 3, column b', /the text "oops"/, undefined],
    ['hexadecimal', 'a,b\n1,2\n1,0x1f\n', 'b', 'notNumeric', 'line 3, column b', /"0x1f"/, undefined],
    [
      'names',
      'a,b\n1,cat\n1,dog\n',
      'b',
      'notNumeric',
      'line 2, column b',
      /names \(cat, dog\)/,
      /df\["b"\].*cat\.codes/,
    ],
    [
      'no numbers at all',
      'a,b\nx,cat\ny,dog\n',
      undefined,
      'notNumeric',
      'line 2, column b',
      /names \(cat/,
      /cat\.codes/,
    ],
    ['decimal commas', 'a;b\n1;2\n1;0,5\n', 'b', 'notNumeric', 'line 3, column b', /"0,5"/, /decimal points/],
    ['an open quotation mark', 'a,b\n1,2\n3,"4\n5,6\n', 'a', 'corrupt', 'line 3', /never closed/, undefined],
    [
      'fewer cells',
      'a,b\n1,2\n3\n4,5\n',
      'a',
      'shape',
      'line 3',
      /has 1 cell, the lines before have 2/,
      /same number/,
    ],
    ['more cells', 'a,b\n1,2\n3,4,5\n', 'a', 'shape', 'line 3', /has 3 cells/, /same number/],
  ];
  for (const [title, text, selector, code, place, message, fix] of rows) {
    it(title, () => {
      const failure = failureOf(() => openTable(textBytes('t.csv', text), selector, 'label'));
      expect(failure.code).to.equal(code);
      expect(failure.file).to.equal('t.csv');
      expect(failure.place).to.equal(place);
      expect(failure.message).to.match(message);
      if (fix !== undefined) expect(failure.fix).to.match(fix);
    });
  }

  it('a quotation mark that is never closed, without reading all of a large file', () => {
    const start = new TextEncoder().encode('a,b\n1,2\n3,"4\n');
    let read = 0;
    const source: ByteSource = {
      ...memoryBytes('t.csv', start),
      size: 1e9,
      read(offset, into) {
        read += into.length;
        into.fill(0x35);
        if (offset < start.length) into.set(start.subarray(offset, offset + into.length));
        return into.length;
      },
    };
    expect(failureOf(() => openTable(source, 'a'))).to.include({ code: 'corrupt', place: 'line 3' });
    expect(read).to.be.below(50e6);
  });

  it('characters of several bytes on the border of two chunks', () => {
    const bytes = textBytes('t.csv', 'größe,λ😀\n1,2\n');
    for (let size = 1; size < 12; size++) {
      expect([...textLines(bytes, size)].map(({ text }) => text)).to.deep.equal(['größe,λ😀', '1,2']);
    }
  });

  it('offers the columns as a way out', () => {
    const failure = failureOf(() => openTable(textBytes('t.csv', 'n,a,b\nx,1,2\n'), undefined, 'label'));
    expect(failure.remedies).to.deep.equal([{ kind: 'useKey', input: 'label', keys: ['a', 'b'] }]);
  });
});
