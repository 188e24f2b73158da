// Holds compiled kernels against the interpreter of blocks: sums, outputs, every type, every count of a tail.
import { expect } from 'chai';
import fc from 'fast-check';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { Declaration, Setting } from '../../../src/catalogue/declaration';
import { blockEvaluator } from '../../../src/math/blocks';
import {
  add,
  binaryCrossEntropy,
  clampedLog,
  cumulative,
  cumulativeBack,
  equal,
  exp,
  less,
  logSumExp,
  maxColumns,
  ONE,
  mul,
  pick,
  pow,
  sub,
  sumColumns,
} from '../../../src/math/build';
import { differentiate } from '../../../src/math/differentiate';
import { symbol, symbolsOf, type Expr } from '../../../src/math/expression';
import { splitStages } from '../../../src/math/stages';
import { canCompile } from '../../../src/worker/kernels/kernel';
import type { KernelSpec, Precision } from '../../../src/worker/kernels/spec';
import { toFloat64 } from '../../../src/worker/readers/convert';
import { ITEM_BYTES, type DType } from '../../../src/worker/readers/source';
import { bytesOf, runKernel } from './runKernel';

const P = symbol('prediction', 'sample');
const Y = symbol('label', 'sample');
const Z = symbol('prediction', 'column');
const SCALE = symbol('scale', 'total');

const TOLERANCE: Readonly<Record<Precision, number>> = { f32: 1e-6, f64: 1e-12 };

/** Seeded, so that a failure comes again. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

function close(got: number, want: number, tolerance: number, what: string): void {
  const same = Number.isFinite(want) ? Math.abs(got - want) <= tolerance : Object.is(got, want);
  if (!same) expect.fail(`${what}: ${got} for ${want}`);
}

interface Case {
  readonly spec: KernelSpec;
  readonly data: Readonly<Record<string, Uint8Array>>;
  readonly count: number;
  readonly values?: Readonly<Record<string, number | number[]>>;
  readonly chunk?: number;
}

/** Compares sums with Σ|term| as the measure, outputs with their largest magnitude. */
function agree({ spec, data, count, values = {}, chunk }: Case): void {
  const columns = spec.columns ?? 1;
  const ran = runKernel(spec, data, count, values, chunk ?? Math.max(1, count));
  const roots = [...spec.sums, ...spec.outputs.flat()];
  const known = new Map<string, number | Float64Array>();
  const isLabel = new Float64Array(count * columns);
  let label: Int32Array | undefined;
  for (const [name, { dtype, layout }] of Object.entries(spec.inputs)) {
    const numbers = toFloat64(dtype, data[name]!.slice());
    if (layout === 'planes') known.set(name, planesAsRows(numbers, count, columns, spec.planeStride!));
    else known.set(name, numbers);
    if (layout === 'index') {
      label = Int32Array.from(numbers);
      numbers.forEach((k, i) => (isLabel[i * columns + k] = 1));
      if (symbolsOf(...roots).some((s) => s.name === name && s.level === 'column')) known.set(name, isLabel);
    } else if (layout === 'rows') {
      for (let c = 0; c < columns; c++) {
        known.set(
          `${name}${c}`,
          Float64Array.from({ length: count }, (_, i) => numbers[i * columns + c]!),
        );
      }
    }
  }
  known.set('isLabel', isLabel);
  known.set(
    'columnIndex',
    Float64Array.from({ length: count * columns }, (_, i) => i % columns),
  );
  for (const [name, value] of Object.entries(values)) {
    known.set(
      name,
      typeof value === 'number'
        ? value
        : Float64Array.from({ length: count * columns }, (_, i) => value[i % columns]!),
    );
  }
  const found = blockEvaluator(roots)({
    rows: count,
    columns,
    values: known,
    ...(label === undefined ? {} : { label }),
  });
  const arrays = found.map((value, i) => {
    const length = roots[i]!.level === 'column' ? count * columns : count;
    return typeof value === 'number' ? new Float64Array(length).fill(value) : value;
  });
  const tolerance = TOLERANCE[spec.precision];
  let at = 0;
  spec.sums.forEach((sum, i) => {
    const apart = sum.level === 'column' && spec.byColumn === true ? columns : 1;
    for (let c = 0; c < apart; c++) {
      const terms = arrays[i]!.filter((_, j) => apart === 1 || j % columns === c);
      const magnitude = terms.reduce((s, x) => s + Math.abs(x), 0);
      const want = terms.reduce((s, x) => s + x, 0);
      close(ran.sums[at++]!, want, tolerance * magnitude + 1e-300, `sum ${i}`);
    }
  });
  let root = spec.sums.length;
  spec.outputs.forEach((output, i) => {
    const parts = ('kind' in output ? [output] : output).map(() => arrays[root++]!);
    const got = ran.outputs[i]!;
    const width = parts.length;
    const largest = parts.reduce(
      (m, a) => a.reduce((s, x) => (Number.isFinite(x) ? Math.max(s, Math.abs(x)) : s), m),
      0,
    );
    got.forEach((x, j) => {
      close(x, parts[j % width]![Math.floor(j / width)]!, tolerance * largest + 1e-300, `output ${i}[${j}]`);
    });
  });
}

function planesAsRows(numbers: Float64Array, count: number, columns: number, stride: number): Float64Array {
  return Float64Array.from(
    { length: count * columns },
    (_, i) => numbers[(i % columns) * stride + Math.floor(i / columns)]!,
  );
}

type Numbers = Float32Array | Float64Array;

function numbers(precision: Precision, count: number, of: (i: number) => number): Numbers {
  const array = precision === 'f32' ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++) array[i] = of(i);
  return array;
}

const FLOAT: Readonly<Record<Precision, DType>> = { f32: 'float32', f64: 'float64' };

function elementSpec(precision: Precision, loss: Expr, label: DType = FLOAT[precision]): KernelSpec {
  return {
    precision,
    sums: [loss],
    outputs: [loss, ...differentiate(loss, [P])],
    inputs: {
      prediction: { dtype: FLOAT[precision], layout: 'elements' },
      label: { dtype: label, layout: 'elements' },
    },
  };
}

const PRECISIONS: readonly Precision[] = ['f32', 'f64'];

/** The settings of an entry that kernels differ by. */
function settingsOf(declaration: Declaration): Setting[] {
  const params = Object.fromEntries(declaration.parameters.map((p) => [p.name, p.default]));
  const inputs = declaration.parameters.some((p) => p.name === 'input')
    ? ['probabilities', 'logits']
    : [undefined];
  return inputs.flatMap((input) =>
    declaration.layouts.map((layout): Setting => ({
      params: { ...params, ...(input === undefined ? {} : { input }) },
      layout,
      labels: layout === 'classes' ? 'index' : 'columns',
      inputs: new Set(),
    })),
  );
}

/** The terms that a catalogue entry adds up over samples, with gradients where it has one value a sample. */
function expressionsOf(
  declaration: Declaration,
  setting: Setting,
): { sums: Expr[]; outputs: Expr[] } | undefined {
  // A combination has no form without the losses that it is made of.
  if (declaration.parameters.some((p) => p.kind === 'text')) return undefined;
  const form = declaration.form(setting);
  if (form.kind === 'samples') {
    const symbols = symbolsOf(form.loss).filter((s) => s.name.startsWith('prediction'));
    return {
      sums: [form.loss, ...(form.weight === undefined ? [] : [form.weight])],
      outputs: differentiate(form.loss, symbols),
    };
  }
  if (form.kind !== 'groups') return undefined;
  const [pass] = splitStages([form.value]).passes;
  return { sums: [...(pass?.terms ?? [])], outputs: [] };
}

describe('kernels', function () {
  this.timeout(30_000);

  describe('every catalogue entry that adds up terms', () => {
    for (const declaration of CATALOGUE) {
      for (const setting of settingsOf(declaration)) {
        const expressions = expressionsOf(declaration, setting);
        if (expressions === undefined) continue;
        for (const precision of PRECISIONS) {
          const title = `${declaration.id} ${setting.layout} ${String(setting.params['input'] ?? '')} ${precision}`;
          it(title, () => agree(catalogueCase(declaration, setting, expressions, precision)));
        }
      }
    }
  });

  it('takes any count of samples, whole vectors or not', () => {
    for (const precision of PRECISIONS) {
      const random = randoms(3);
      const p = numbers(precision, 67, () => random());
      const y = numbers(precision, 67, () => random());
      for (let count = 0; count <= 67; count++) {
        const data = { prediction: bytesOf(p.subarray(0, count)), label: bytesOf(y.subarray(0, count)) };
        agree({ spec: elementSpec(precision, pow(sub(P, Y), 2)), data, count });
        agree({ spec: elementSpec(precision, binaryCrossEntropy(P, Y)), data, count });
      }
    }
  });

  it('gives the same sums wherever chunks end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer(),
        (count, chunk, seed) => {
          const random = randoms(seed);
          const p = numbers('f32', count, () => random());
          const y = numbers('f32', count, () => Math.round(random()));
          agree({
            spec: elementSpec('f32', binaryCrossEntropy(P, Y)),
            data: { prediction: bytesOf(p), label: bytesOf(y) },
            count,
            chunk,
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('converts every type on the way in', () => {
    const arrays: readonly [DType, ArrayBufferView][] = [
      ['bool', Uint8Array.of(0, 1, 1, 0, 1, 0, 0, 1, 1)],
      ['int8', Int8Array.of(-128, 127, 0, 1, -1, 2, 3, -4, 5)],
      ['uint8', Uint8Array.of(0, 255, 128, 1, 7, 2, 3, 4, 5)],
      ['int16', Int16Array.of(-32768, 32767, 0, 1, -1, 2, 3, 4, 5)],
      ['uint16', Uint16Array.of(0, 65535, 32768, 1, 3, 2, 3, 4, 5)],
      ['int32', Int32Array.of(-(2 ** 24) + 1, 2 ** 24 - 1, 0, 1, -1, 2, 3, 4, 5)],
      ['uint32', Uint32Array.of(0, 2 ** 24 - 1, 1, 7, 3, 2, 3, 4, 5)],
      ['int64', BigInt64Array.of(-16777215n, 16777215n, 0n, 1n, -1n, 2n, 3n, 4n, 5n)],
      ['uint64', BigUint64Array.of(0n, 16777215n, 1n, 7n, 3n, 2n, 3n, 4n, 5n)],
      ['float16', Uint16Array.of(0x0001, 0x8001, 0x3c00, 0xbc00, 0x7bff, 0x0400, 0x03ff, 0x3555, 0)],
      ['float32', Float32Array.of(1e-40, -1, 2, 3.5, 4, 5, 6, 7, 8)],
      ['float64', Float64Array.of(1e-300, -1, 2, 3.5, 4, 5, 6, 7, 8)],
    ];
    for (const precision of PRECISIONS) {
      for (const [dtype, array] of arrays) {
        if (precision === 'f32' && dtype === 'float64') continue;
        const spec: KernelSpec = {
          precision,
          sums: [P],
          outputs: [P],
          inputs: { prediction: { dtype, layout: 'elements' } },
        };
        const bytes = bytesOf(array);
        const count = bytes.length / ITEM_BYTES[dtype];
        const ran = runKernel(spec, { prediction: bytes }, count);
        expect(Array.from(ran.outputs[0]!), `${dtype} in ${precision}`).to.deep.equal(
          Array.from(toFloat64(dtype, bytes)),
        );
        expect(ran.inexact).to.equal(false);
      }
    }
  });

  it('reads integers beyond 2^53 as the nearest float64', () => {
    const data = BigInt64Array.of(
      -(2n ** 63n),
      2n ** 63n - 1n,
      2n ** 53n + 1n,
      -(2n ** 53n) - 3n,
      4611686018427387905n,
    );
    const spec: KernelSpec = {
      precision: 'f64',
      sums: [],
      outputs: [P],
      inputs: { prediction: { dtype: 'int64', layout: 'elements' } },
    };
    expect(Array.from(runKernel(spec, { prediction: bytesOf(data) }, 5).outputs[0]!)).to.deep.equal(
      Array.from(data, Number),
    );
  });

  it('says when float32 cannot hold an integer, on the fast way and in the tail', () => {
    const spec = elementSpec('f32', sub(P, Y), 'int64');
    for (const [count, at] of [
      [64, 7],
      [3, 2],
    ] as const) {
      for (const [value, expected] of [
        [16777215n, false],
        [16777217n, true],
        [-(2n ** 40n), true],
      ] as const) {
        const label = new BigInt64Array(count).fill(1n);
        label[at] = value;
        const data = { prediction: bytesOf(new Float32Array(count)), label: bytesOf(label) };
        expect(runKernel(spec, data, count).inexact, `${value} of ${count}`).to.equal(expected);
      }
    }
  });

  it('counts NaN and infinities and lets them through', () => {
    for (const precision of PRECISIONS) {
      const p = numbers(precision, 5000, (i) => (i === 17 ? NaN : i === 4998 ? Infinity : 0.5));
      const y = numbers(precision, 5000, (i) => (i === 4097 ? -Infinity : 1));
      const ran = runKernel(
        elementSpec(precision, mul(P, Y)),
        { prediction: bytesOf(p), label: bytesOf(y) },
        5000,
        {},
        1000,
      );
      expect(ran.nonFinite).to.equal(3);
      expect(ran.sums[0]).to.be.NaN;
      expect(ran.outputs[0]![17]).to.be.NaN;
      expect(ran.outputs[0]![4998]).to.equal(Infinity);
      expect(ran.outputs[0]![4097]).to.equal(-Infinity);
    }
  });

  it('moves a parameter without a new kernel, and is right at whole numbers too', () => {
    const random = randoms(5);
    const p = numbers('f32', 500, () => random());
    const y = numbers('f32', 500, () => Math.round(random()));
    const loss = mul(SCALE, pow(add(mul(Y, sub(1, P)), mul(sub(1, Y), P)), SCALE), clampedLog(P));
    for (const scale of [0, 0.5, 1, 1.7, 2, 3, 4]) {
      agree({
        spec: elementSpec('f32', loss),
        data: { prediction: bytesOf(p), label: bytesOf(y) },
        count: 500,
        values: { scale },
      });
    }
  });

  it('agrees over many columns in rows', () => {
    for (const precision of PRECISIONS) {
      for (const columns of [17, 18, 19, 20, 21, 32, 35, 63, 100, 201]) {
        agree(rowCase(precision, columns));
        agree({ ...rowCase(precision, columns), chunk: 5 });
      }
      agree(rowCase(precision, 33, 'float32'));
    }
  });

  it('counts each of the rows that have one and the same term', () => {
    for (const precision of PRECISIONS) {
      for (const columns of [17, 100, 300]) {
        for (const rows of [1, 2, 5, 1000]) {
          const z = numbers(precision, rows * columns, (i) => i % 7);
          const spec: KernelSpec = {
            precision,
            sums: [ONE, maxColumns(Z)],
            outputs: [],
            inputs: { prediction: { dtype: FLOAT[precision], layout: 'rows' } },
            columns,
          };
          expect(runKernel(spec, { prediction: bytesOf(z) }, rows).sums).to.deep.equal([rows, 6 * rows]);
        }
      }
    }
  });

  it('keeps the digits of a binary cross entropy whose predictions are sure', () => {
    for (const precision of PRECISIONS) {
      for (const tiny of [1e-5, 1e-9, 1e-15, 1e-20, 1e-30]) {
        const p = numbers(precision, 640, () => tiny);
        const y = new Uint8Array(640);
        const spec = { ...elementSpec(precision, binaryCrossEntropy(P, Y), 'uint8'), outputs: [] };
        const got = runKernel(spec, { prediction: bytesOf(p), label: y }, 640).sums[0]!;
        const want = -640 * Math.log1p(-p[0]!);
        close(got, want, TOLERANCE[precision] * want, `p = ${tiny}`);
      }
    }
  });

  it('keeps the digits of a cross entropy whose predictions are sure', () => {
    for (const precision of PRECISIONS) {
      for (const columns of [3, 40]) {
        const z = numbers(precision, 8 * columns, (i) => (i % columns === 1 ? 30 : i % 3));
        const spec: KernelSpec = {
          precision,
          sums: [sub(logSumExp(Z), pick(Z))],
          outputs: [],
          inputs: {
            prediction: { dtype: FLOAT[precision], layout: 'rows' },
            label: { dtype: 'uint8', layout: 'index' },
          },
          columns,
        };
        let want = 0;
        for (let row = 0; row < 8; row++) {
          let others = 0;
          for (let k = 0; k < columns; k++) if (k !== 1) others += Math.exp(z[row * columns + k]! - 30);
          want += Math.log1p(others);
        }
        const got = runKernel(spec, { prediction: bytesOf(z), label: new Uint8Array(8).fill(1) }, 8).sums[0]!;
        close(got, want, TOLERANCE[precision] * want, `${columns} columns`);
      }
    }
  });

  it('counts NaN and infinities of rows once, and lets them through', () => {
    for (const columns of [5, 18, 40]) {
      const z = numbers('f32', 9 * columns, (i) => (i % 5) - 2);
      z[3] = NaN;
      z[columns * 2 - 1] = Infinity;
      z[columns * 5 + 1] = -Infinity;
      const spec: KernelSpec = {
        precision: 'f32',
        sums: [sub(logSumExp(Z), pick(Z))],
        outputs: [logSumExp(Z), exp(sub(Z, logSumExp(Z)))],
        inputs: {
          prediction: { dtype: 'float32', layout: 'rows' },
          label: { dtype: 'uint8', layout: 'index' },
        },
        columns,
      };
      const data = { prediction: bytesOf(z), label: new Uint8Array(9) };
      expect(runKernel(spec, data, 9).nonFinite, `${columns} columns`).to.equal(3);
      agree({ spec, data, count: 9 });
    }
  });

  it('refuses what would make too long a function', () => {
    const spec: KernelSpec = {
      precision: 'f32',
      sums: [sumColumns(cumulative(Z))],
      outputs: [],
      inputs: { prediction: { dtype: 'float32', layout: 'rows' } },
      columns: 1000,
    };
    expect(canCompile(spec)).to.equal(false);
    expect(canCompile({ ...spec, sums: [sumColumns(Z)] })).to.equal(true);
  });

  it('counts what is rare, in whatever loop it turns up', () => {
    for (const precision of PRECISIONS) {
      for (const bad of [[], [5], [4098], [7, 2000, 4097]]) {
        const p = numbers(precision, 4099, (i) =>
          bad.includes(i) ? (i % 2 === 0 ? 1.5 : -0.5) : (i % 9) / 10,
        );
        const y = numbers(precision, 4099, (i) => i % 2);
        const base = elementSpec(precision, binaryCrossEntropy(P, Y));
        const rareSums = [add(less(P, 0), less(1, P)), equal(P, 1.5), mul(less(1, P), less(Y, 0.5))];
        const spec = { ...base, outputs: [], rareSums };
        const data = { prediction: bytesOf(p), label: bytesOf(y) };
        const even = bad.filter((i) => i % 2 === 0).length;
        expect(runKernel(spec, data, 4099).sums.slice(1)).to.deep.equal([bad.length, even, even]);
      }
    }
    for (const columns of [5, 40]) {
      const z = numbers('f32', 11 * columns, (i) => (i % (3 * columns) === 4 ? -1 : 0.5));
      const spec: KernelSpec = {
        precision: 'f32',
        sums: [maxColumns(Z)],
        rareSums: [add(less(Z, 0), less(1, Z))],
        outputs: [],
        inputs: { prediction: { dtype: 'float32', layout: 'rows' } },
        columns,
      };
      expect(runKernel(spec, { prediction: bytesOf(z) }, 11).sums).to.deep.equal([5.5, 4]);
    }
  });

  it('finds a number out of its domain wherever it lies in a turn of the loop', () => {
    const outside = { low: -1e-30, high: 1 + 2 ** -23, none: NaN, infinite: -Infinity };
    for (const precision of PRECISIONS) {
      const y = numbers(precision, 64, (i) => (i % 4) / 3);
      for (const [name, bad] of Object.entries(outside)) {
        for (let at = 0; at < 32; at++) {
          const p = numbers(precision, 64, (i) => (i === at ? bad : (i % 9) / 8));
          const spec = {
            ...elementSpec(precision, mul(P, Y)),
            outputs: [],
            rareSums: [add(less(P, 0), less(1, P)), add(less(Y, 0), less(1, Y))],
          };
          for (const [data, wrong] of [
            [{ prediction: bytesOf(p), label: bytesOf(y) }, [1, 0]],
            [{ prediction: bytesOf(y), label: bytesOf(p) }, [0, 1]],
          ] as const) {
            const ran = runKernel(spec, data, 64);
            const expected = Number.isNaN(bad) ? [0, 0] : wrong;
            expect(ran.sums.slice(1), `${name} at ${at}`).to.deep.equal(expected);
            expect(ran.nonFinite).to.equal(Number.isFinite(bad) ? 0 : 1);
          }
        }
      }
    }
  });

  it('counts conditions exactly', () => {
    for (const precision of PRECISIONS) {
      const p = numbers(precision, 4099, (i) => (i % 3) - 1);
      const y = numbers(precision, 4099, (i) => i % 2);
      const sums = [less(P, 0), add(equal(P, 0), equal(Y, 1)), mul(less(P, Y), equal(Y, 1))];
      const spec = { ...elementSpec(precision, P), sums, outputs: [] };
      agree({ spec, data: { prediction: bytesOf(p), label: bytesOf(y) }, count: 4099 });
    }
  });

  it('agrees over columns, in rows and in planes', () => {
    const weight = symbol('weight', 'column');
    const softmax = exp(sub(Z, logSumExp(Z)));
    for (const precision of PRECISIONS) {
      for (const columns of [1, 2, 3, 4, 5, 7, 8, 10]) {
        for (const layout of ['rows', 'planes'] as const) {
          const random = randoms(columns);
          const count = 37;
          const planeStride = 48;
          const length = layout === 'rows' ? count * columns : planeStride * columns;
          const z = numbers(precision, length, () => 8 * random() - 4);
          const label = Uint8Array.from({ length: count }, () => Math.floor(random() * columns));
          const loss = mul(pick(weight), sub(logSumExp(Z), pick(Z)));
          agree({
            spec: {
              precision,
              sums: [loss, pick(weight), sumColumns(cumulative(softmax)), maxColumns(Z), softmax],
              outputs: layout === 'rows' ? [loss, ...differentiate(loss, [Z]), cumulativeBack(Z)] : [loss],
              inputs: {
                prediction: { dtype: FLOAT[precision], layout },
                label: { dtype: 'uint8', layout: 'index' },
              },
              columns,
              ...(layout === 'planes' ? { planeStride } : {}),
              byColumn: columns % 2 === 0,
            },
            data: { prediction: bytesOf(z), label: label },
            count,
            values: { weight: Array.from({ length: columns }, (_, k) => k + 0.5) },
          });
        }
      }
    }
  });
});

/** Columns in the lanes: rows long enough that vectors, turns and an overlapping last vector all occur. */
function rowCase(precision: Precision, columns: number, labelType: 'uint8' | 'float32' = 'uint8'): Case {
  const random = randoms(columns);
  const count = 23;
  const weight = symbol('weight', 'column');
  const sampleWeight = symbol('sampleWeight', 'sample');
  const valid = symbol('valid', 'sample');
  const z = numbers(precision, count * columns, (i) => (i % 97 === 0 ? 40 : 8 * random() - 4));
  const indices = Array.from({ length: count }, () => Math.floor(random() * columns));
  const loss = mul(valid, sampleWeight, pick(mul(weight, sub(logSumExp(Z), Z))));
  return {
    spec: {
      precision,
      sums: [
        loss,
        pick(weight),
        sumColumns(mul(weight, exp(Z))),
        maxColumns(Z),
        mul(weight, sub(Z, logSumExp(Z))),
      ],
      outputs: [loss, ...differentiate(mul(SCALE, loss), [Z])],
      inputs: {
        prediction: { dtype: FLOAT[precision], layout: 'rows' },
        label: { dtype: labelType, layout: 'index' },
        sampleWeight: { dtype: FLOAT[precision], layout: 'elements' },
      },
      columns,
    },
    data: {
      prediction: bytesOf(z),
      label: bytesOf(labelType === 'uint8' ? Uint8Array.from(indices) : Float32Array.from(indices)),
      sampleWeight: bytesOf(numbers(precision, count, () => 0.5 + random())),
    },
    count,
    values: { weight: Array.from({ length: columns }, (_, k) => 0.1 + (k % 7)), scale: 0.3, valid: 1 },
  };
}

function catalogueCase(
  declaration: Declaration,
  setting: Setting,
  { sums, outputs }: { sums: Expr[]; outputs: Expr[] },
  precision: Precision,
): Case {
  const random = randoms(11);
  const columns = setting.layout === 'elements' ? 1 : setting.layout === 'boxes' ? 4 : 5;
  const count = 1003;
  const domain = declaration.prediction(setting.params);
  const value = (): number =>
    domain === 'probability' || domain === 'distribution' ? random() : 8 * random() - 4;
  const corner = (i: number): number => random() + (i % 4 >= 2 ? 0.8 : 0);
  const many = setting.layout === 'elements' ? count : count * columns;
  const of = setting.layout === 'boxes' ? corner : value;
  const prediction = numbers(precision, many, of);
  const layout = setting.layout === 'elements' ? 'elements' : 'rows';
  const isIndex = setting.layout === 'classes';
  const label = isIndex
    ? Uint8Array.from({ length: count }, () => Math.floor(random() * columns))
    : numbers(precision, many, (i) => (setting.layout === 'elements' ? Math.round(random()) : of(i)));
  const values = Object.fromEntries(
    Object.entries({ ...setting.params, columns }).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
  // Whatever else the entry reads: a number, one a column, or one a sample.
  const known = new Set(['prediction', 'label', 'isLabel', 'columnIndex', ...Object.keys(values)]);
  const others = symbolsOf(...sums, ...outputs).filter((s) => !known.has(s.name) && !/[0-3]$/.test(s.name));
  const extra = others.filter((s) => s.level === 'sample').map((s) => s.name);
  const more = Object.fromEntries(
    others
      .filter((s) => s.level !== 'sample')
      .map((s) => [s.name, s.level === 'column' ? Array.from({ length: columns }, (_, k) => 0.5 + k) : 0.4]),
  );
  const weights = numbers(precision, count, () => 0.1 + random());
  return {
    spec: {
      precision,
      sums,
      outputs: setting.layout === 'boxes' ? [outputs] : outputs,
      inputs: {
        prediction: { dtype: FLOAT[precision], layout },
        label: { dtype: isIndex ? 'uint8' : FLOAT[precision], layout: isIndex ? 'index' : layout },
        ...Object.fromEntries(extra.map((name) => [name, { dtype: FLOAT[precision], layout: 'elements' }])),
      },
      columns,
    },
    data: {
      prediction: bytesOf(prediction),
      label: bytesOf(label),
      ...Object.fromEntries(extra.map((name) => [name, bytesOf(weights)])),
    },
    count,
    values: { ...values, ...more },
  };
}
