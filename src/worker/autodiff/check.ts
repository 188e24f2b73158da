// Compares the symbolic gradient with TensorFlow.js's on a sample of the data: the mark "verified by autodiff".
import type { GroupsForm, SamplesForm } from '../../catalogue/declaration';
import { GROUPS } from '../../catalogue/symbols';
import { weightSums } from '../run/weighting';
import { blockEvaluator, type Block } from '../../math/blocks';
import { ONE } from '../../math/build';
import { differentiate } from '../../math/differentiate';
import { symbolsOf, type Expr } from '../../math/expression';
import { splitStages } from '../../math/stages';
import { rewrite } from '../../math/substitute';
import type { AutodiffCheck } from '../../protocol/compute';
import type { Data } from '../run/data';
import { predictionSymbols } from '../run/inputsOf';

/** float32 arithmetic on the other side: a relative difference up to this passes. */
const TOLERANCE = 1e-4;
const ELEMENTS = 256;

/** @returns the comparison, or why there was none */
export async function checkGradient(form: SamplesForm | GroupsForm, data: Data): Promise<AutodiffCheck> {
  const { arrangement } = data.options;
  const plain = { ignores: false, weighs: false };
  const root =
    form.kind === 'samples' ? form.loss : asOneGroup(weightSums(form.value, plain, arrangement.columns));
  const inputs = predictionSymbols(root, arrangement);
  const names = inputs.map((s) => s.name);
  if (!symbolsOf(root).some((s) => names.includes(s.name)))
    return none('the value does not depend on the prediction');
  const rows = Math.max(1, Math.min(arrangement.rows, Math.floor(ELEMENTS / arrangement.columns)));
  const held = form.kind === 'samples' ? (form.held ?? {}) : {};
  const read = [root, ...differentiate(root, inputs), ...Object.values(held)];
  const block = asFloat32(withHeld(data.block(0, rows, symbolsOf(...read)), held));
  const symbolic = symbolicGradient(root, inputs, block);
  const { gradients } = await import('./tensors');
  let automatic: Float32Array[];
  try {
    automatic = gradients(root, tensorsOf(block), names, arrangement.columns);
  } catch (error) {
    return none(error instanceof Error ? error.message : String(error));
  }
  return compare(symbolic, automatic);
}

function none(why: string): AutodiffCheck {
  return { passed: false, largestDifference: NaN, elements: 0, tolerance: TOLERANCE, skipped: why };
}

/** With a single group, sums and maxima over groups are the group's own value. */
function asOneGroup(value: Expr): Expr {
  return rewrite(value, (node) => {
    if (node === GROUPS) return ONE;
    return node.kind === 'apply' && (node.op === 'sumGroups' || node.op === 'maxGroups')
      ? node.args[0]
      : undefined;
  });
}

/** What the gradient takes as constant, as numbers: neither side looks into it. */
function withHeld(block: Block, held: Readonly<Record<string, Expr>>): Block {
  const names = Object.keys(held);
  const found = blockEvaluator(Object.values(held))(block);
  const values = new Map([...block.values, ...names.map((name, i) => [name, found[i] ?? NaN] as const)]);
  return { ...block, values };
}

/** Both sides see the same numbers. */
function asFloat32(block: Block): Block {
  const values = new Map(
    [...block.values].map(([name, v]) => [name, typeof v === 'number' ? v : v.map(Math.fround)]),
  );
  return { ...block, values };
}

/** The rows as one group: sums first, then the gradient of each element. */
function symbolicGradient(
  root: Expr,
  inputs: Parameters<typeof differentiate>[1],
  block: Block,
): Float64Array[] {
  const gradient = differentiate(root, inputs);
  const stages = splitStages(gradient, 'total');
  const values = new Map(block.values);
  for (const pass of stages.passes) {
    const found = blockEvaluator(pass.terms)({ ...block, values });
    pass.sums.forEach((sum, i) => {
      const value = found[i] ?? NaN;
      const each = block.rows * (pass.terms[i]?.level === 'column' ? block.columns : 1);
      values.set(sum.name, typeof value === 'number' ? value * each : value.reduce((a, b) => a + b, 0));
    });
  }
  const found = blockEvaluator(stages.outputs)({ ...block, values });
  return found.map((value, i) => {
    const length = inputs[i]?.level === 'column' ? block.rows * block.columns : block.rows;
    return typeof value === 'number' ? new Float64Array(length).fill(value) : Float64Array.from(value);
  });
}

function tensorsOf(block: Block): Map<string, { shape: readonly number[]; data: Float32Array }> {
  const { rows, columns } = block;
  const tensors = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  for (const [name, value] of block.values) {
    if (typeof value === 'number') tensors.set(name, { shape: [], data: Float32Array.of(value) });
    else {
      const shape = value.length === rows * columns && columns > 1 ? [rows, columns] : [rows, 1];
      tensors.set(name, { shape, data: Float32Array.from(value) });
    }
  }
  const { label } = block;
  if (label !== undefined && !tensors.has('isLabel')) {
    const data = new Float32Array(rows * columns);
    label.forEach((k, row) => {
      data[row * columns + k] = 1;
    });
    tensors.set('isLabel', { shape: [rows, columns], data });
  }
  return tensors;
}

function compare(symbolic: readonly Float64Array[], automatic: readonly Float32Array[]): AutodiffCheck {
  let largestDifference = 0;
  let elements = 0;
  symbolic.forEach((ours, axis) => {
    ours.forEach((g, i) => {
      const theirs = automatic[axis]?.[i] ?? NaN;
      // Where float32 overflowed there is nothing to compare.
      if (!Number.isFinite(theirs) || !Number.isFinite(g)) return;
      elements++;
      largestDifference = Math.max(largestDifference, Math.abs(g - theirs) / Math.max(1, Math.abs(g)));
    });
  });
  if (elements === 0) return none('no finite gradient in the sample');
  return { passed: largestDifference <= TOLERANCE, largestDifference, elements, tolerance: TOLERANCE };
}
