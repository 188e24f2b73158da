// Every loss and metric that Lossary knows, and how one is found: by id, or the nearest one to a misspelt id.
import { distance } from 'fastest-levenshtein';
import { BOX_IOU } from './box/boxIou';
import { GIOU_LOSS } from './box/giouLoss';
import { BCE } from './classification/bce';
import { CROSS_ENTROPY } from './classification/crossEntropy';
import { CROSS_ENTROPY_ALL } from './classification/crossEntropyAll';
import { FOCAL } from './classification/focal';
import { CONFUSION } from './counts/confusion';
import { F1 } from './counts/f1';
import { PRECISION } from './counts/precision';
import { RECALL } from './counts/recall';
import type { Declaration } from './declaration';
import { KL } from './divergence/kl';
import { WASSERSTEIN_1D } from './divergence/wasserstein1d';
import { HINGE } from './margin/hinge';
import { DICE } from './region/dice';
import { SOFT_IOU } from './region/softIou';
import { MAE } from './regression/mae';
import { MSE } from './regression/mse';
import { SMOOTH_L1 } from './regression/smoothL1';

/** In the order in which lists show them: by family, the plainest first. */
export const CATALOGUE: readonly Declaration[] = [
  MSE,
  MAE,
  SMOOTH_L1,
  HINGE,
  BCE,
  CROSS_ENTROPY,
  CROSS_ENTROPY_ALL,
  FOCAL,
  KL,
  WASSERSTEIN_1D,
  BOX_IOU,
  GIOU_LOSS,
  DICE,
  SOFT_IOU,
  CONFUSION,
  PRECISION,
  RECALL,
  F1,
];

const BY_ID = new Map(CATALOGUE.map((declaration) => [declaration.id, declaration]));

export function findDeclaration(id: string): Declaration | undefined {
  return BY_ID.get(id);
}

/** The ids that `wanted` is likely a slip for, nearest first; abbreviations and the names of aliases count too. */
export function nearest(wanted: string): string[] {
  const names = CATALOGUE.flatMap(({ id, name, abbreviation = id, aliases }) =>
    [
      ...new Set([
        id,
        name.en,
        abbreviation,
        ...aliases.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
      ]),
    ].map((known): [string, string] => [known, id]),
  );
  return [...new Set(rank(wanted, names).map(([, id]) => id))].slice(0, 3);
}

/** The names of `known` (parameters, presets) that `wanted` is likely a slip for, nearest first. */
export function nearestOf(wanted: string, known: readonly string[]): string[] {
  return rank(
    wanted,
    known.map((name) => [name, name]),
  )
    .map(([name]) => name)
    .slice(0, 3);
}

/** Spelling without case, spaces, dashes and underscores: `BoxIoU`, `box_iou` and `box iou` are one. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function rank(wanted: string, known: readonly [string, string][]): [string, string][] {
  const target = plain(wanted);
  const limit = Math.max(1, Math.floor(target.length / 3));
  return known
    .map((entry) => ({
      entry,
      edits: distance(target, plain(entry[0])),
      swapped: isSwap(target, plain(entry[0])),
    }))
    .map(({ entry, edits, swapped }) => ({ entry, cost: swapped ? 1 : edits }))
    .filter(({ cost }) => cost <= limit)
    .sort((a, b) => a.cost - b.cost)
    .map(({ entry }) => entry);
}

/** Whether one is the other with two neighbouring letters swapped: `fcoal`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
