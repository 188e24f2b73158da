// What a kernel computes where every label is 0 or 1. A loss then has a form for label 1 and one for label 0, which
// mostly differ in a sign or in p against 1 − p deep inside (hardForms.ts): what is dear, a logarithm, an exponential,
// is computed once, not once for either label. A block with other labels is left to the loops for all labels.
//
// Measured on 10^5 float32 in the cache: focal losses take half of the time, their gradients too.
import { ONE } from '../../math/build';
import { symbolsOf, topological, type Application, type Expr, type Symbol } from '../../math/expression';
import { DEAR } from './dear';
import { hardForm } from './hardForms';
import { productForm } from './products';
import type { KernelSpec } from './spec';

export interface HardLabels {
  /** The specification, right only where every label is 0 or 1. */
  readonly spec: KernelSpec;
  readonly label: Symbol;
}

/** The specification for labels 0 and 1, or undefined where it would save nothing. */
export function withHardLabels(spec: KernelSpec): HardLabels | undefined {
  const label = labelOf(spec);
  const outputs = spec.outputs.filter((output) => 'kind' in output);
  if (label === undefined || outputs.length < spec.outputs.length) return undefined;
  const change = (expr: Expr): Expr =>
    costOf([expr], label, false) < DEAR_COST ? expr : hardForm(expr, label);
  const hard = { ...spec, sums: spec.sums.map(change), outputs: outputs.map(change) };
  return costOfSpec(hard, label, true) < costOfSpec(spec, label, false) ? { spec: hard, label } : undefined;
}

/** The label, where it is one number a sample. */
function labelOf({ inputs, sums, outputs }: KernelSpec): Symbol | undefined {
  if (inputs['label']?.layout !== 'elements') return undefined;
  return topological([...sums, ...outputs.flat()]).find(
    (node): node is Symbol => node.kind === 'symbol' && node.name === 'label' && node.level === 'sample',
  );
}

/** Logarithms that become products cost next to nothing. */
function costOfSpec({ sums, outputs }: KernelSpec, label: Symbol, hard: boolean): number {
  const inProducts = costOf(outputs.flat(), label, hard) < DEAR_COST;
  const terms = sums.map((sum) => {
    const product = inProducts && sum.level === 'sample' ? productForm(sum) : undefined;
    return product === undefined ? sum : (product.rest ?? ONE);
  });
  return costOf([...terms, ...outputs.flat()], label, hard);
}

/** In additions. */
const DEAR_COST = 20;

/** What the functions of the prediction cost, about. @param hard whether the label is known to be 0 or 1 */
function costOf(roots: readonly Expr[], label: Symbol, hard: boolean): number {
  return topological(roots)
    .filter((node): node is Application => node.kind === 'apply' && node.level === 'sample')
    .filter((node) => symbolsOf(node).some((s) => s !== label && s.level === 'sample'))
    .map(({ op, args }) => {
      if (op === 'binaryCrossEntropy') return DEAR_COST * (hard && args[1] === label ? 1 : 2);
      return DEAR.has(op) || (op === 'pow' && args[1]?.kind !== 'constant') ? DEAR_COST : 1;
    })
    .reduce<number>((a, b) => a + b, 0);
}
