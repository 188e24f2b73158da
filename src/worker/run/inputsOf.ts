// Which symbols of an expression are the prediction, and how many samples a block should have.
import { symbolsOf, type Expr, type Symbol } from '../../math/expression';
import { boxCoordinate, columnPrediction } from '../../catalogue/symbols';
import type { Arrangement } from './arrangement';

/** The prediction's symbols in the order of its columns: one, or the four coordinates of a box. */
export function predictionSymbols(e: Expr, arrangement: Arrangement): readonly Symbol[] {
  if (arrangement.layout === 'boxes') return [0, 1, 2, 3].map((axis) => boxCoordinate('prediction', axis));
  const found = symbolsOf(e).filter((s) => s.name === 'prediction');
  return found.length > 0 ? found.slice(0, 1) : [columnPrediction('score')];
}

const BLOCK_NUMBERS = 8192;

/** Blocks whose temporaries stay in the cache. */
export function blockRows({ columns }: Arrangement): number {
  return Math.max(1, Math.floor(BLOCK_NUMBERS / columns));
}
