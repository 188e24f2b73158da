// The words of the surface view.
import type { Text } from '../../../../src/catalogue/declaration';

export const SURFACE_WORDS = {
  surface: { en: 'Loss over two numbers', zh: '两个数上的损失' },
  description: {
    en: '{0} by {1} across and {2} upwards, as colours with contours. Arrow keys move the cursor, Shift by more; Enter lets the loss descend from it.',
    zh: '{0}：横轴为 {1}，纵轴为 {2}，以颜色与等高线表示。方向键移动光标，按住 Shift 移动更多；回车从光标处开始下降。',
  },
  across: { en: 'Across', zh: '横轴' },
  upwards: { en: 'Upwards', zh: '纵轴' },
  logColours: { en: 'Log colours', zh: '对数色阶' },
  arrows: { en: 'Arrows', zh: '箭头' },
  arrowsHelp: { en: 'Arrows point downhill, longer where it is steeper', zh: '箭头指向下降方向，越陡越长' },
  predictionOf: { en: 'prediction {0}', zh: '预测 {0}' },
  labelOf: { en: 'label {0}', zh: '标签 {0}' },
  parameterOf: { en: '{0}, parameter {1}', zh: '{0}，参数 {1}' },
  descent: { en: 'Descent', zh: '下降' },
  hint: {
    en: 'Click into the picture, or press Enter on it, to descend.',
    zh: '点击图中一点，或聚焦后按回车，开始下降。',
  },
  nothingTrained: {
    en: 'No axis is a prediction: nothing is trained here.',
    zh: '两轴都不是预测值：没有可训练的量。',
  },
  onlyTrained: { en: '{0} is no prediction and stays where it is.', zh: '{0} 不是预测值，保持不变。' },
  stepSize: { en: 'Step size', zh: '步长' },
  again: { en: 'Descend', zh: '下降' },
  clear: { en: 'Clear', zh: '清除' },
  afterSteps: { en: 'after {0} steps', zh: '{0} 步后' },
  optimizer: { en: 'Optimiser', zh: '优化器' },
  held: { en: 'Held', zh: '固定' },
  heldHelp: { en: 'Numbers off the axes', zh: '不在坐标轴上的量' },
  cannotLoad: {
    en: 'The optimisers could not be loaded. Open the view again.',
    zh: '优化器加载失败。请重新打开此视图。',
  },
  sgd: { en: 'SGD', zh: 'SGD' },
  momentum: { en: 'Momentum 0.9', zh: '动量 0.9' },
  adam: { en: 'Adam', zh: 'Adam' },
  partialBy: { en: '∂L/∂{0}', zh: '∂L/∂{0}' },
} satisfies Record<string, Text>;
