// Holds what kernels compute where every label is 0 or 1 against the expressions for all labels.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { Setting } from '../../../src/catalogue/declaration';
import { blockEvaluator } from '../../../src/math/blocks';
import {
  add,
  binaryCrossEntropy,
  exp,
  log,
  mul,
  neg,
  pow,
  sigmoid,
  softplus,
  sub,
} from '../../../src/math/build';
import { differentiate } from '../../../src/math/differentiate';
import {
  constant,
  symbol,
  symbolsOf,
  topological,
  type Expr,
  type Symbol,
} from '../../../src/math/expression';
import { substitute } from '../../../src/math/substitute';
import { hardForm } from '../../../src/worker/kernels/hardForms';
import { withHardLabels } from '../../../src/worker/kernels/hardLabels';
import type { KernelSpec } from '../../../src/worker/kernels/spec';
import { bytesOf, runKernel } from './runKernel';

const P = symbol('prediction', 'sample');
const Y = symbol('label', 'sample');
const SCALE = symbol('scale', 'total');

interface Case {
  readonly name: string;
  readonly loss: Expr;
  readonly label: Symbol;
  readonly gradient: Expr;
  readonly logits: boolean;
}

/** Every loss of single elements, from probabilities and logits, and with weights that are no whole numbers. */
function cases(): Case[] {
  const made = new Map<Expr, Case>();
  for (const declaration of CATALOGUE) {
    if (!declaration.layouts.includes('elements')) continue;
    if (declaration.parameters.some(({ kind }) => kind === 'text')) continue;
    const defaults = Object.fromEntries(declaration.parameters.map((p) => [p.name, p.default]));
    const changes: Setting['params'][] = [{}, { input: 'logits' }, { alpha: 0.3, gamma: 1.5 }];
    changes.push({ input: 'logits', alpha: 0.3 });
    for (const change of changes) {
      const params: Setting['params'] = { ...defaults, ...change };
      const form = declaration.form({ params, layout: 'elements', labels: 'columns', inputs: new Set() });
      if (form.kind !== 'samples') continue;
      const values = new Map<Expr, Expr>(
        symbolsOf(form.loss).flatMap((s) => {
          const value = params[s.name];
          return typeof value === 'number' ? [[s, constant(value)] as const] : [];
        }),
      );
      const loss = substitute(form.loss, values);
      const symbols = symbolsOf(loss);
      const [prediction, label] = ['prediction', 'label'].map((name) => symbols.find((s) => s.name === name));
      if (symbols.length > 2 || prediction === undefined || label === undefined) continue;
      const [gradient] = differentiate(mul(SCALE, loss), [prediction]);
      const logits = params['input'] === 'logits';
      made.set(loss, {
        name: `${declaration.id} ${JSON.stringify(change)}`,
        loss,
        label,
        gradient: gradient!,
        logits,
      });
    }
  }
  expect(made.size).to.be.greaterThan(20);
  return [...made.values()];
}

function specOf(loss: Expr, gradient?: Expr): KernelSpec {
  const input = { dtype: 'float32', layout: 'elements' } as const;
  return {
    precision: 'f32',
    sums: [loss],
    outputs: gradient === undefined ? [] : [gradient],
    inputs: { prediction: input, label: input },
  };
}

const EDGES = [0, 1, 2 ** -149, 2 ** -126, 1e-30, 2 ** -24, 1e-3, 1 - 2 ** -24, 0.5, 0.29289322];

function predictions(count: number, logits: boolean, edges = EDGES): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    if (logits) return i % 5 === 0 ? 40 * Math.sin(i) : 3 * Math.sin(i);
    return i % 7 === 0 ? edges[(i / 7) % edges.length]! : 0.5 + 0.5 * Math.sin(i);
  });
}

function evaluate(roots: readonly Expr[], p: Float32Array, y: Float32Array, scale: number): number[][] {
  const values = new Map<string, number | Float64Array>([
    ['prediction', Float64Array.from(p)],
    ['label', Float64Array.from(y)],
    ['scale', scale],
  ]);
  return blockEvaluator(roots)({ rows: p.length, columns: 1, values }).map((value) =>
    typeof value === 'number' ? Array.from(p, () => value) : Array.from(value),
  );
}

function close(got: number, want: number, tolerance: number, what: string): void {
  if (Object.is(got, want) || got === want || Math.abs(got - want) <= tolerance) return;
  expect.fail(`${what}: ${got} for ${want}`);
}

describe('hard labels', () => {
  const count = 4099;

  it('leave every loss of the catalogue what it is', () => {
    for (const { name, loss, label, gradient, logits } of cases()) {
      const p = predictions(count, logits).filter((x) => logits || (x > 0 && x < 1));
      const y = Float32Array.from(p, (_, i) => ((i * 7) % 3) & 1);
      const forms = [loss, gradient].map((expr) => hardForm(expr, label));
      const [wanted, got] = [evaluate([loss, gradient], p, y, 1), evaluate(forms, p, y, 1)];
      wanted.forEach((of, i) =>
        of.forEach((want, j) =>
          close(got[i]![j]!, want, 1e-12 * Math.abs(want) + 1e-300, `${name} of ${p[j]}, ${y[j]}`),
        ),
      );
    }
  });

  it('give the same numbers in kernels, also where a block holds other labels', () => {
    for (const { name, loss, gradient, logits } of cases().filter(({ loss }) =>
      withHardLabels(specOf(loss)),
    )) {
      for (const soft of [-1, 4100 % count, 3000]) {
        // A −0 leaves its block to the loop for all numbers.
        const p = predictions(count, logits, soft < 0 ? EDGES : [...EDGES, -0]);
        const y = Float32Array.from(p, (_, i) => (i === soft ? 0.3 : ((i * 7) % 3) & 1));
        const [terms, slopes] = evaluate([loss, gradient], p, y, 1) as [number[], number[]];
        const data = { prediction: bytesOf(p), label: bytesOf(y) };
        const { sums, outputs } = runKernel(specOf(loss, gradient), data, count, { scale: 1 });
        const size = terms.reduce((sum, x) => sum + Math.abs(x), 0);
        const total = terms.reduce((sum, x) => sum + x, 0);
        close(sums[0]!, total, 1e-6 * size, name);
        slopes.forEach((want, j) =>
          close(outputs[0]![j]!, want, 2e-6 * Math.abs(want) + 1e-36, `${name} of ${p[j]}, ${y[j]}`),
        );
      }
    }
  });

  it('need one logarithm, one exponential and one power, not one for either label', () => {
    const miss = add(mul(Y, sigmoid(neg(P))), mul(sub(1, Y), sigmoid(P)));
    const cost = add(mul(Y, softplus(neg(P))), mul(sub(1, Y), softplus(P)));
    const dear = (expr: Expr, op: string): number =>
      topological([expr]).filter((node) => node.kind === 'apply' && node.op === op).length;
    const hard = hardForm(mul(pow(miss, symbol('gamma', 'total')), cost), Y);
    for (const op of ['sigmoid', 'softplus', 'pow']) expect(dear(hard, op), op).to.equal(1);
    const weighted = hardForm(mul(binaryCrossEntropy(P, Y, 2.5), exp(P)), Y);
    expect(dear(weighted, 'binaryCrossEntropy')).to.equal(1);
  });

  it('are no matter where they would save nothing', () => {
    expect(withHardLabels(specOf(pow(sub(P, Y), 2)))).to.equal(undefined);
    expect(withHardLabels(specOf(mul(Y, log(P))))).to.equal(undefined);
    expect(withHardLabels(specOf(binaryCrossEntropy(P, Y)))).to.equal(undefined);
    expect(withHardLabels(specOf(pow(binaryCrossEntropy(P, Y), 2)))).not.to.equal(undefined);
  });
});
