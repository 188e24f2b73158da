// Every loss and metric that Lossary knows, and how one is found: by id, or the nearest one to a misspelt id.
import { BCE } from './classification/bce';
import { CROSS_ENTROPY } from './classification/crossEntropy';
import { GIOU_LOSS } from './box/giouLoss';
import { PRECISION } from './counts/precision';
import type { Declaration } from './declaration';
import { KL } from './divergence/kl';
import { DICE } from './region/dice';
import { MSE } from './regression/mse';

export const CATALOGUE: readonly Declaration[] = [MSE, BCE, CROSS_ENTROPY, DICE, GIOU_LOSS, KL, PRECISION];

const BY_ID = new Map(CATALOGUE.map((declaration) => [declaration.id, declaration]));

export function findDeclaration(id: string): Declaration | undefined {
  return BY_ID.get(id);
}
