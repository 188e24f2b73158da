// The words of the mask view, in both languages.
import type { Text } from '../../../../src/catalogue/declaration';
import { wordsOf } from '../../frame/viewWords';

const WORDS = {
  image: { en: 'Prediction and label', zh: '预测与标签' },
  predictionTitle: { en: 'Prediction', zh: '预测' },
  labelTitle: { en: 'Label', zh: '标签' },
  imageDescription: {
    en: 'A small image. The shade of a pixel is its value from 0 to 1; the line is the border of the label.',
    zh: '一幅小图像。像素的深浅是其 0 到 1 的值；线条是标签的边界。',
  },
  heat: { en: 'Gradient of {0}', zh: '{0} 的梯度' },
  heatDescription: {
    en: 'The derivative of the leading loss with respect to the prediction of each pixel.',
    zh: '主损失对每个像素预测的导数。',
  },
  heatKey: {
    en: 'lowers p',
    zh: '使 p 下降',
  },
  heatKeyUp: {
    en: 'raises p',
    zh: '使 p 上升',
  },
  scaleMost: { en: 'full colour: {0}', zh: '最深色：{0}' },
  distance: { en: 'Distance to the label’s border', zh: '到标签边界的距离' },
  distanceDescription: {
    en: 'The signed distance of each pixel to the border of the label, in pixels: positive outside, negative inside.',
    zh: '每个像素到标签边界的带符号距离，以像素计：外部为正，内部为负。',
  },
  distanceHelp: {
    en: 'It is the gradient of the boundary loss times the number of pixels: that loss is the mean of prediction × distance.',
    zh: '它等于边界损失的梯度乘以像素数：该损失是“预测 × 距离”的均值。',
  },
  outside: { en: 'outside', zh: '外部' },
  inside: { en: 'inside', zh: '内部' },
  showDistances: { en: 'distance map', zh: '距离图' },
  losses: { en: 'Losses of the image', zh: '该图像的损失' },
  loss: { en: 'Loss', zh: '损失' },
  value: { en: 'Value', zh: '值' },
  slope: { en: 'mean |gradient|', zh: '平均 |梯度|' },
  compare: { en: 'Compute the flip with {0}', zh: '用 {0} 计算翻转' },
  onDemand: { en: 'takes longer: tick or choose it', zh: '计算较久：勾选或选中它' },
  waiting: { en: 'computing…', zh: '计算中…' },
  flip: { en: 'One pixel flipped', zh: '翻转一个像素' },
  pixel: {
    en: 'Row {0}, column {1}: label {2}, prediction {3}, flipped {4}.',
    zh: '第 {0} 行第 {1} 列：标签 {2}，预测 {3}，翻转后 {4}。',
  },
  spoken: { en: 'row {0}, column {1}, {2}', zh: '第 {0} 行第 {1} 列，{2}' },
  now: { en: 'Now', zh: '当前' },
  after: { en: 'Flipped', zh: '翻转后' },
  difference: { en: 'Difference', zh: '差' },
  load: { en: 'from a file…', zh: '来自文件……' },
  loadHelp: {
    en: 'Take the {0} from a file: an image, or one of a stack of them',
    zh: '从文件读取{0}：一幅图像，或一叠图像中的一幅',
  },
  of: { en: '{0}: {1}', zh: '{0}：{1}' },
  slice: { en: 'image {0} of {1}', zh: '第 {0} 幅（共 {1} 幅）' },
  wholeSize: { en: '{0} × {1}', zh: '{0} × {1}' },
  shrunk: { en: '{0} × {1}, averaged to {2} × {3}', zh: '{0} × {1}，平均为 {2} × {3}' },
  dividedBy255: { en: 'divided by 255', zh: '已除以 255' },
  logits: { en: 'taken for logits, through the sigmoid', zh: '视为 logit，已过 sigmoid' },
  comma: { en: ', ', zh: '，' },
  size: { en: 'pixels a side', zh: '边长（像素）' },
  layer: { en: 'paint', zh: '绘制' },
  prediction: { en: 'prediction', zh: '预测' },
  label: { en: 'label', zh: '标签' },
  brush: { en: 'brush', zh: '画笔' },
  preset: { en: 'start from', zh: '起始图' },
  shifted: { en: 'shifted disc', zh: '偏移圆盘' },
  small: { en: 'small object', zh: '小目标' },
  ring: { en: 'ring', zh: '圆环' },
  empty: { en: 'empty label', zh: '空标签' },
  row: { en: 'Row', zh: '行' },
  column: { en: 'Column', zh: '列' },
  distanceHead: { en: 'Distance', zh: '距离' },
  help: {
    en: 'Paint with the pointer. Or focus the image, move with the arrow keys and paint with Space.',
    zh: '用指针绘制；或聚焦图像后用方向键移动、用空格键绘制。',
  },
} satisfies Record<string, Text>;

export const maskWords = wordsOf(WORDS);

export type Say = ReturnType<typeof maskWords>;
