// Orders the work of a row loop: which reductions over the columns can be had in which pass over the row, what each
// pass reads, and which columns are kept from one pass to a later one rather than computed again.
import { isReduction, topological, type Application, type Expr, type Symbol } from '../../math/expression';
import { DEAR } from './dear';
import type { KernelSpec } from './spec';

export interface Reduction {
  readonly node: Application;
  /** Its columns are comparisons, so that it counts. */
  readonly counts: boolean;
}

export interface RowPass {
  readonly reductions: readonly Reduction[];
  /** Indices of the outputs at column level that this pass writes. */
  readonly outputs: readonly number[];
  /** Values of the sample that its columns read, to be computed in front of it. */
  readonly sampleValues: readonly Expr[];
  /** The columns that it computes, those kept from before among them. */
  readonly columns: ReadonlySet<Expr>;
}

export interface RowPlan {
  readonly passes: readonly RowPass[];
  /** Columns that a pass stores for later ones. */
  readonly kept: readonly { readonly node: Expr; readonly pass: number }[];
  /** Room for one kept row. */
  readonly rowBytes: number;
}

const COMPARISONS: ReadonlySet<string> = new Set(['less', 'lessEqual', 'equal']);

/** The plan, or undefined where the expressions need the columns one by one (running sums, sums by column). */
export function rowPlan(spec: KernelSpec): RowPlan | undefined {
  const outputs = spec.outputs.filter((output): output is Expr => 'kind' in output);
  if (outputs.length < spec.outputs.length || spec.sums.some((sum) => sum.level === 'column'))
    return undefined;
  if (Object.values(spec.inputs).some(({ layout }) => layout === 'planes')) return undefined;
  const nodes = topological([...spec.sums, ...outputs]);
  if (!nodes.every(fits)) return undefined;
  const depths = depthsOf(nodes);
  const reductions = nodes.flatMap((node) => (isRowReduction(node) ? [node] : []));
  const last = Math.max(
    -1,
    ...reductions.map((node) => depths.get(node.args[0]!)!),
    ...outputs.filter(isColumn).map((node) => depths.get(node)!),
  );
  const rootsOf = (pass: number): Expr[] => [
    ...reductions.map((node) => node.args[0]!).filter((arg) => depths.get(arg) === pass),
    ...outputs.filter((node) => isColumn(node) && depths.get(node) === pass),
  ];
  const passes = Array.from({ length: last + 1 }, (_, pass) => rootsOf(pass));
  const kept = keptColumns(passes);
  return {
    kept,
    rowBytes: (spec.columns ?? 1) * (spec.precision === 'f32' ? 4 : 8) + 64,
    passes: passes.map((roots, pass): RowPass => {
      const columns = columnsBelow(roots, (node) => kept.some((k) => k.node === node && k.pass < pass));
      const stored = new Set(kept.filter((k) => k.pass < pass).map(({ node }) => node));
      const read = [...columns].flatMap((node) =>
        node.kind === 'apply' && !stored.has(node) ? node.args.filter(isSampleValue) : [],
      );
      return {
        columns,
        reductions: reductions
          .filter((node) => depths.get(node.args[0]!) === pass)
          .map((node) => ({ node, counts: isCount(node.args[0]!) })),
        outputs: spec.outputs.flatMap((output, index) =>
          isColumn(output as Expr) && depths.get(output as Expr) === pass ? [index] : [],
        ),
        sampleValues: [...new Set([...read, ...roots.filter(isSampleValue)])],
      };
    }),
  };
}

function fits(node: Expr): boolean {
  if (node.kind === 'constant') return true;
  // Columns of boxes by number belong to loops with samples in the lanes.
  if (node.kind === 'symbol') return !/^(prediction|label)\d+$/.test(node.name);
  if (node.op === 'pick') return node.args[0]?.kind === 'symbol' && !isSpecialColumn(node.args[0]);
  return !['cumulative', 'cumulativeBack', 'logSumExp'].includes(node.op);
}

export function isSpecialColumn(symbol: Symbol): boolean {
  return symbol.name === 'isLabel' || symbol.name === 'columnIndex';
}

function isColumn(node: Expr): boolean {
  return node.level === 'column';
}

function isSampleValue(node: Expr): boolean {
  return node.level === 'sample';
}

/** Comparisons, and sums of them, whose lanes are integers. */
function isCount(node: Expr): boolean {
  if (node.kind !== 'apply' || node.level !== 'column') return false;
  return COMPARISONS.has(node.op) || (node.op === 'add' && node.args.every(isCount));
}

/** `pick` of a symbol is a load, not a pass. */
function isRowReduction(node: Expr): node is Application {
  return node.kind === 'apply' && isReduction(node.op) && node.op !== 'pick';
}

/** The first pass in which each node can be computed. */
function depthsOf(nodes: readonly Expr[]): Map<Expr, number> {
  const depths = new Map<Expr, number>();
  for (const node of nodes) {
    const args = node.kind === 'apply' && node.op !== 'pick' ? node.args : [];
    const below = Math.max(0, ...args.map((arg) => depths.get(arg) ?? 0));
    depths.set(node, below + (isRowReduction(node) ? 1 : 0));
  }
  return depths;
}

function columnsBelow(roots: readonly Expr[], stop: (node: Expr) => boolean): Set<Expr> {
  const found = new Set<Expr>();
  const visit = (node: Expr): void => {
    if (!isColumn(node) || found.has(node)) return;
    found.add(node);
    if (node.kind === 'apply' && !isReduction(node.op) && !stop(node)) node.args.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

function keptColumns(passes: readonly (readonly Expr[])[]): { node: Expr; pass: number }[] {
  const reached = passes.map((roots) => columnsBelow(roots, () => false));
  return reached.flatMap((nodes, pass) =>
    [...nodes].flatMap((node) => {
      // Dearer to compute again than to store and load.
      const isDear = node.kind === 'apply' && (DEAR.has(node.op) || node.op === 'pow');
      const first = !reached.slice(0, pass).some((before) => before.has(node));
      const again = reached.slice(pass + 1).some((later) => later.has(node));
      return isDear && first && again ? [{ node, pass }] : [];
    }),
  );
}
