// The words of the experiments view, in both languages.
import type { Text } from '../../../../src/catalogue/declaration';
import { wordsOf } from '../../frame/viewWords';

const WORDS = {
  experiment: { en: 'Experiment', zh: '实验' },
  previous: { en: 'Previous experiment', zh: '上一个实验' },
  next: { en: 'Next experiment', zh: '下一个实验' },
  claim: { en: 'Claim', zh: '论断' },
  verdict: { en: 'Verdict', zh: '结论' },
  computing: { en: 'Computing…', zh: '计算中…' },
  cancel: { en: 'Cancel', zh: '取消' },
  again: { en: 'Run again', zh: '重新运行' },
  stopped: {
    en: 'Cancelled. What is shown is of the last run that finished.',
    zh: '已取消。所示为上一次完成的结果。',
  },
  stoppedEmpty: { en: 'Cancelled before anything was found.', zh: '在得到结果之前已取消。' },
  partial: { en: 'so far', zh: '至此' },
  controls: { en: 'Controls', zh: '控制' },
  presets: { en: 'Presets', zh: '预设' },
  deciding: { en: 'The numbers that decide', zh: '决定性的数字' },
  measure: { en: 'Number', zh: '数字' },
  value: { en: 'Value', zh: '值' },
  about: { en: 'Notes on these losses', zh: '相关损失的说明' },
  openLoss: { en: 'Open {0} in the visualizer', zh: '在可视化中打开 {0}' },
  sources: { en: 'Sources', zh: '来源' },
  shell: { en: 'The same from the shell', zh: '在命令行中运行' },
  copyCommand: { en: 'Copy', zh: '复制' },
  copiedCommand: { en: 'The command', zh: '命令' },
  took: { en: 'in {0}', zh: '用时 {0}' },
  dragBoxes: {
    en: 'Drag the boxes, their edges and corners; arrow keys move the one in focus, with Alt they resize it.',
    zh: '拖动框、边或角；方向键移动选中的框，按住 Alt 可调整大小。',
  },
  dragPoints: {
    en: 'Drag the points; arrow keys move the one in focus.',
    zh: '拖动各点；方向键移动选中的点。',
  },
  predictedBox: { en: 'prediction', zh: '预测' },
  trueBox: { en: 'label', zh: '标签' },
  boxes: { en: 'The boxes', zh: '框' },
  boxesDescription: { en: 'A predicted and a true box, both to be dragged.', zh: '可拖动的预测框与真实框。' },
  box: { en: 'from {0}, {1} to {2}, {3}', zh: '从 {0}, {1} 到 {2}, {3}' },
  point: { en: '{0}, point {1}: {2}, {3}, weight {4}', zh: '{0}，点 {1}：{2}, {3}，权重 {4}' },
  from: { en: 'from', zh: '从' },
  to: { en: 'to', zh: '到' },
  amount: { en: 'amount', zh: '量' },
  figureDescription: { en: '{0} against {1}.', zh: '{0} 随 {1} 的变化。' },
} as const satisfies Readonly<Record<string, Text>>;

export const experimentsWords = wordsOf(WORDS);
export type ExperimentsSay = ReturnType<typeof experimentsWords>;
