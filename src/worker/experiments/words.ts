// Names that the figures of several experiments share.
import type { Axis, FigureText } from '../../protocol/figures';

/** The same in both languages: names of losses, symbols. */
export function same(text: string): FigureText {
  return { en: text, zh: text };
}

const LOSSES: Readonly<Record<string, string>> = {
  iou: 'IoU',
  giou: 'GIoU',
  diou: 'DIoU',
  ciou: 'CIoU',
  eiou: 'EIoU',
  siou: 'SIoU',
  ce: 'CE',
  focal: 'Focal',
  dice: 'Dice',
  dice_bce: 'Dice + CE',
  kl: 'KL',
  js: 'JS',
  w1: 'W₁',
};

export function lossName(id: string): FigureText {
  return same(LOSSES[id] ?? id);
}

export const LOSS: Axis = { label: { en: 'loss', zh: '损失' } };
export const SHARE: Axis = { label: { en: 'share of Σ|dL/dz|', zh: '在 Σ|dL/dz| 中的占比' }, domain: [0, 1] };
export const PROBABILITY: Axis = { label: { en: 'probability p', zh: '概率 p' }, domain: [0, 1] };
export const LOGIT: Axis = { label: { en: 'logit z', zh: 'logit z' } };
export const STEP: Axis = { label: { en: 'step', zh: '步' } };
