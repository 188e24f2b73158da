// What the axes of plots are called: x of a probe, and the same axis for whole data.
import type { Language } from '../protocol/views';
import type { Layout, Text } from './declaration';
import type { ProbeAxis } from './probePath';

const AXES: Readonly<Record<ProbeAxis, Text & { readonly letter: string }>> = {
  real: { en: 'prediction ŷ', zh: '预测 ŷ', letter: 'ŷ' },
  probability: { en: 'prediction p', zh: '预测概率 p', letter: 'p' },
  logit: { en: 'logit z', zh: 'logit z', letter: 'z' },
  score: { en: 'score f', zh: '得分 f', letter: 'f' },
  logProbability: { en: 'log-probability ℓ', zh: '对数概率 ℓ', letter: 'ℓ' },
  offset: { en: 'offset of the box Δx, in its widths', zh: '框的偏移 Δx（以框宽计）', letter: 'Δx' },
};

/** Axes whose meaning depends on how the data lie. */
const OF_CLASSES: Text = { en: 'probability of the true class p', zh: '真实类别的概率 p' };
const OF_CLASS_LOGIT: Text = { en: 'logit of the true class z', zh: '真实类别的 logit z' };
const OF_BIN: Text = { en: 'prediction’s share of the first bin q', zh: '预测在第一格的比例 q' };

/** What the axis of one prediction measures. */
export function axisName(axis: ProbeAxis, layout: Layout, language: Language): string {
  if (layout === 'classes' && axis === 'probability') return OF_CLASSES[language];
  if (layout === 'classes' && axis === 'logit') return OF_CLASS_LOGIT[language];
  if (layout === 'distributions' && axis === 'probability') return OF_BIN[language];
  return AXES[axis][language];
}

export function axisLetter(axis: ProbeAxis, layout: Layout): string {
  return layout === 'distributions' && axis === 'probability' ? 'q' : AXES[axis].letter;
}

/** The axis of every prediction in the data, classes and bins alike. */
export function dataAxisName(axis: ProbeAxis, layout: Layout, language: Language): string {
  if (layout === 'distributions' && axis === 'probability')
    return language === 'en' ? 'prediction q' : '预测 q';
  return AXES[axis][language];
}
