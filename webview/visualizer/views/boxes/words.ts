// The words of the boxes view, in both languages.
import type { Text } from '../../../../src/catalogue/declaration';
import { wordsOf } from '../../frame/viewWords';

const WORDS = {
  figure: { en: 'Prediction and label', zh: '预测框与标签框' },
  prediction: { en: 'prediction', zh: '预测' },
  label: { en: 'label', zh: '标签' },
  spoken: {
    en: '{0}: x from {1} to {2}, y from {3} to {4}. Arrow keys move it, with Alt they resize it, with Shift by more.',
    zh: '{0}：x 从 {1} 到 {2}，y 从 {3} 到 {4}。方向键移动，Alt 加方向键缩放，Shift 加大步长。',
  },
  help: {
    en: 'Drag a box, a side or a corner; arrow keys move the focused one, with Alt they resize it. Arrows on the sides show where a step under {0} moves them.',
    zh: '拖动框、边或角；方向键移动聚焦的框，Alt 加方向键缩放。边上的箭头表示 {0} 的一步会把它推向何处。',
  },
  description: {
    en: 'Two boxes, the smallest box around both as a dashed outline, and the line between their centres.',
    zh: '两个框、同时包住二者的最小外框（虚线），以及两中心的连线。',
  },
  losses: { en: 'Losses of the pair', zh: '这一对框的损失' },
  loss: { en: 'Loss', zh: '损失' },
  value: { en: 'Value', zh: '值' },
  compare: { en: 'Compare {0} in the descent', zh: '在下降中比较 {0}' },
  side: { en: 'Side', zh: '边' },
  derivative: { en: '∂L/∂{0}', zh: '∂L/∂{0}' },
  descend: { en: 'Descend', zh: '下降' },
  pause: { en: 'Pause', zh: '暂停' },
  reset: { en: 'Reset', zh: '还原' },
  rate: { en: 'step size', zh: '步长' },
  sameStart: {
    en: 'same start and step size, {0} iterations on centre and size; the step falls to a tenth at 80 % and to a hundredth at 90 %',
    zh: '相同起点与步长，对中心与宽高迭代 {0} 步；步长在 80 % 处降为十分之一，在 90 % 处降为百分之一',
  },
  error: { en: 'Error against iteration', zh: '误差随迭代的变化' },
  errorAxis: { en: '↑ Σ|Δ(x, y, w, h)|', zh: '↑ Σ|Δ(x, y, w, h)|' },
  iteration: { en: 'iteration', zh: '迭代' },
  iterationAxis: { en: 'iteration →', zh: '迭代 →' },
  errorDescription: {
    en: 'How far centre and size are from the label after each step, one curve a loss.',
    zh: '每一步之后中心与宽高离标签还有多远，每种损失一条曲线。',
  },
  noDescent: {
    en: 'Press Descend: each loss regresses the prediction from where it stands.',
    zh: '按“下降”：各损失从当前位置回归预测框。',
  },
} satisfies Record<string, Text>;

export const boxesWords = wordsOf(WORDS);
