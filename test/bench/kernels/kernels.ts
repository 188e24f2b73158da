// Times kernels beside PyTorch, one thread, data in memory: for orientation while working on them.
//   npx esbuild test/bench/kernels/kernels.ts --bundle --platform=node --outfile=out/kernels.cjs
//   node out/kernels.cjs [elements] [row,row…]
// Processor time, not the clock's, so that a busy machine does not matter much; minimum of runs.
import { execFileSync } from 'node:child_process';
import {
  add,
  binaryCrossEntropy,
  logSumExp,
  mul,
  neg,
  pick,
  pow,
  softplus,
  sub,
} from '../../../src/math/build';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import { differentiate } from '../../../src/math/differentiate';
import { symbol, symbolsOf, type Expr } from '../../../src/math/expression';
import { labelFacts, predictionFacts } from '../../../src/worker/run/facts';
import { kernelFor } from '../../../src/worker/kernels/kernel';
import { KernelMemory } from '../../../src/worker/kernels/memory';
import { enableRelaxedSimd } from '../../../src/worker/kernels/relaxed.node';
import { hasFusedMultiplyAdd } from '../../../src/worker/kernels/relaxed';
import type { InputLayout, KernelSpec } from '../../../src/worker/kernels/spec';
import { ITEM_BYTES, type DType } from '../../../src/worker/readers/source';

if (process.env['NO_FMA'] === undefined) enableRelaxedSimd();

const n = Number(process.argv[2] ?? 1e7);
const wanted = process.argv[3]?.split(',');
const memory = new KernelMemory(false);

const P = symbol('prediction', 'sample');
const Y = symbol('label', 'sample');
const Z = symbol('prediction', 'column');

const bce = binaryCrossEntropy(P, Y);
const bceLogits = add(mul(Y, softplus(neg(P))), mul(sub(1, Y), softplus(P)));
const focal = mul(pow(add(mul(Y, sub(1, P)), mul(sub(1, Y), P)), symbol('gamma', 'total')), bce);
const crossEntropy = sub(logSumExp(Z), pick(Z));

interface Row {
  readonly loss: readonly Expr[];
  readonly gradient?: boolean;
  readonly dtype?: DType;
  readonly label?: 'hard' | 'soft' | 'index';
  readonly labelType?: DType;
  readonly logits?: boolean;
  readonly columns?: number;
  readonly planes?: boolean;
  readonly boxes?: boolean;
  /** Counts what a first pass counts of probabilities and labels. */
  readonly facts?: boolean;
}

function giou(): Expr {
  const declaration = findDeclaration('giou_loss')!;
  const params = Object.fromEntries(declaration.parameters.map((p) => [p.name, p.default]));
  const form = declaration.form({ params, layout: 'boxes', labels: 'columns', inputs: new Set() });
  if (form.kind !== 'samples') throw new Error('giou has another form');
  return form.loss;
}

const rows: Record<string, Row> = {
  mse: { loss: [pow(sub(P, Y), 2)], label: 'soft' },
  dice: { loss: [mul(P, Y), P, Y], facts: true },
  'bce soft': { loss: [bce], label: 'soft', facts: true },
  'bce hard': { loss: [bce], facts: true },
  'bce hard gradient': { loss: [bce], gradient: true },
  'bce logits': { loss: [bceLogits], logits: true },
  focal: { loss: [focal] },
  'focal gradient': { loss: [focal], gradient: true },
  'mse f64': { loss: [pow(sub(P, Y), 2)], dtype: 'float64', label: 'soft' },
  'bce soft f64': { loss: [bce], dtype: 'float64', label: 'soft' },
  'bce hard f64': { loss: [bce], dtype: 'float64' },
  'giou gradient': { loss: [giou()], gradient: true, boxes: true },
};
for (const columns of [2, 3, 10, 100, 1000]) {
  const row: Row = { loss: [crossEntropy], columns, logits: true, label: 'index', labelType: 'int64' };
  rows[`ce ${columns}`] = row;
  rows[`ce ${columns} gradient`] = { ...row, gradient: true };
}
rows['ce planes 4'] = {
  loss: [crossEntropy],
  columns: 4,
  planes: true,
  logits: true,
  label: 'index',
  labelType: 'int64',
};
rows['ce planes 4 gradient'] = { ...rows['ce planes 4'], gradient: true };

const facts = [predictionFacts('probability', P), labelFacts('binary', Y)];
const rare = facts.flatMap(({ wrong }) => wrong ?? []);
const counted = facts.flatMap(({ wrong, ...others }) => (wrong === undefined ? [] : Object.values(others)));

function fill(dtype: DType, address: number, count: number, of: () => number): void {
  const { buffer } = memory.memory;
  if (dtype === 'int64') {
    const ints = new Int32Array(buffer, address, 2 * count);
    for (let i = 0; i < count; i++) {
      ints[2 * i] = of();
      ints[2 * i + 1] = 0;
    }
  } else {
    const floats =
      dtype === 'float64'
        ? new Float64Array(buffer, address, count)
        : new Float32Array(buffer, address, count);
    for (let i = 0; i < count; i++) floats[i] = of();
  }
}

let state = 1;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return (state >>> 8) / 2 ** 24;
}
const normal = (): number => 3 * (random() + random() + random() + random() - 2) * 1.7;

function time(name: string, row: Row): number {
  const before = memory.used;
  const dtype = row.dtype ?? 'float32';
  const columns = row.boxes === true ? 4 : (row.columns ?? 1);
  const samples = Math.floor(row.boxes === true ? n / 10 : n / columns);
  const layout: InputLayout = row.planes === true ? 'planes' : columns > 1 ? 'rows' : 'elements';
  const labelType = row.labelType ?? dtype;
  const labelColumns = row.boxes === true ? 4 : 1;
  const prediction = memory.reserve(samples * columns * ITEM_BYTES[dtype]);
  const label = memory.reserve(samples * labelColumns * ITEM_BYTES[labelType]);
  if (row.boxes === true) {
    let i = 0;
    const box = (): number => random() + (i++ % 4 >= 2 ? 1 : 0);
    fill(dtype, prediction, samples * 4, box);
    i = 0;
    fill(dtype, label, samples * 4, box);
  } else {
    fill(dtype, prediction, samples * columns, row.logits === true ? normal : () => 1e-4 + random() * 0.9998);
    fill(labelType, label, samples, () => {
      if (row.label === 'index') return Math.floor(random() * columns);
      return row.label === 'soft' ? random() : Math.round(random());
    });
  }
  const loss = row.loss[0]!;
  const symbols = symbolsOf(loss)
    .filter((s) => s.name.startsWith('prediction'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const gradients = row.gradient === true ? differentiate(mul(symbol('scale', 'total'), loss), symbols) : [];
  const spec: KernelSpec = {
    precision: dtype === 'float64' ? 'f64' : 'f32',
    sums: [...row.loss, ...(row.facts === true ? counted : [])],
    ...(row.facts === true ? { rareSums: rare } : {}),
    outputs: row.boxes === true && gradients.length > 0 ? [gradients] : gradients,
    inputs: {
      prediction: { dtype, layout },
      label: {
        dtype: labelType,
        layout: row.label === 'index' ? 'index' : labelColumns > 1 ? 'rows' : 'elements',
      },
    },
    columns,
    ...(row.planes === true ? { planeStride: samples } : {}),
  };
  const out = spec.outputs.length > 0 ? [memory.reserve(samples * columns * ITEM_BYTES[dtype])] : [];
  const kernel = kernelFor(spec);
  let best = Infinity;
  let value = 0;
  for (let i = 0; i < (n < 1e6 ? 150 : 15); i++) {
    const start = process.cpuUsage();
    const run = kernel.start(memory, { gamma: 2, scale: 1 / samples, eps: 1e-7 });
    run.chunk(samples, { prediction, label }, out);
    value = run.sums[0]! / samples;
    const used = process.cpuUsage(start);
    best = Math.min(best, (used.user + used.system) / 1000);
  }
  memory.release(before);
  name;
  value;
  return best;
}

const selected = Object.entries(rows).filter(([name]) => wanted === undefined || wanted.includes(name));
const ours = Object.fromEntries(selected.map(([name, row]) => [name, time(name, row)]));
const skipTorch = process.env['NO_TORCH'] !== undefined;
const theirs = skipTorch
  ? {}
  : (JSON.parse(
      execFileSync(
        '/usr/bin/python3',
        ['test/bench/kernels/torch_times.py', String(n), ...(wanted ? [wanted.join()] : [])],
        {
          encoding: 'utf8',
        },
      ),
    ) as Record<string, number>);
console.log(`node ${process.versions.node}, fused multiply-add: ${hasFusedMultiplyAdd()}, ${n} elements, ms`);
for (const [name, ms] of Object.entries(ours)) {
  const torch = theirs[name];
  const ratio =
    torch === undefined ? '' : `torch ${torch.toFixed(1).padStart(7)}   × ${(torch / ms).toFixed(1)}`;
  console.log(`${name.padEnd(22)} ${ms.toFixed(n < 1e6 ? 3 : 1).padStart(8)}   ${ratio}`);
}
