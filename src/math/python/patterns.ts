// What of an expression a library has a function for, or prints as a truth.
import type { Application, Expr, Op } from '../expression';

/** A comparison, or several at once. */
export function isTruth(e: Expr): boolean {
  if (e.kind !== 'apply') return false;
  return ['less', 'lessEqual', 'equal'].includes(e.op) || (e.op === 'mul' && e.args.every(isTruth));
}

/** z of z − ln Σ exp z. */
export function logSoftmaxOf(e: Application): Expr | undefined {
  const [a, b] = e.args;
  return e.op === 'sub' && isOp(b, 'logSumExp') && b.args[0] === a ? a : undefined;
}

/** z of ln Σ exp z − z. */
export function negativeLogSoftmaxOf(e: Application): Expr | undefined {
  const [a, b] = e.args;
  return e.op === 'sub' && isOp(a, 'logSumExp') && a.args[0] === b ? b : undefined;
}

/** z of exp(z − ln Σ exp z). */
export function softmaxOf(e: Application): Expr | undefined {
  const [a] = e.args;
  return e.op === 'exp' && a?.kind === 'apply' ? logSoftmaxOf(a) : undefined;
}

export function isOp(e: Expr | undefined, op: Op): e is Application {
  return e?.kind === 'apply' && e.op === op;
}
