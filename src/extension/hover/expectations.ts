// What a library's function expects of its inputs, in a line: the numbers of prediction and label, and their shapes.
import type { Declaration, LabelDomain, PredictionDomain, Text } from '../../catalogue/declaration';
import type { Shape, Taken } from '../../catalogue/takes';
import type { Parameters } from '../../protocol/compute';
import type { Language } from '../../protocol/views';

const PREDICTIONS: Readonly<Record<PredictionDomain | 'decision', Text>> = {
  real: { en: 'any real number', zh: '任意实数' },
  probability: { en: 'probabilities in [0, 1]', zh: '[0, 1] 内的概率' },
  logit: {
    en: 'logits, any real number: no sigmoid or softmax before it',
    zh: 'logits，任意实数：之前不要再做 sigmoid 或 softmax',
  },
  score: { en: 'scores, any real number', zh: '得分，任意实数' },
  decision: {
    en: 'decisions, not scores: take the threshold or argmax first',
    zh: '判决而非得分：请先取阈值或 argmax',
  },
  logProbability: {
    en: 'log-probabilities, never above 0: what log_softmax gives',
    zh: '对数概率，不大于 0：即 log_softmax 的输出',
  },
  distribution: { en: 'distributions: each row sums to 1', zh: '分布：每行之和为 1' },
  box: { en: 'boxes', zh: '边界框' },
};

const LABELS: Readonly<Record<LabelDomain | 'oneHot' | 'oneHotDecided' | 'channels' | 'decision', Text>> = {
  real: { en: 'any real number', zh: '任意实数' },
  binary: { en: '0 or 1', zh: '0 或 1' },
  sign: { en: '−1 or 1', zh: '−1 或 1' },
  class: { en: 'class numbers from 0', zh: '从 0 开始的类别编号' },
  oneHot: { en: 'one-hot or soft', zh: 'one-hot 或软标签' },
  oneHotDecided: { en: 'one-hot', zh: 'one-hot' },
  channels: {
    en: 'one-hot, or class numbers [N, 1, …] with to_onehot_y=True',
    zh: 'one-hot，或类别编号 [N, 1, …] 并设 to_onehot_y=True',
  },
  decision: { en: 'the true classes', zh: '真实类别' },
  distribution: { en: 'distributions: each row sums to 1', zh: '分布：每行之和为 1' },
  box: { en: 'boxes', zh: '边界框' },
  none: { en: 'none', zh: '无' },
};

const AS_PREDICTION: Text = { en: '[N, C, …] against [N, C, …]', zh: '[N, C, …] 对 [N, C, …]' };

const SHAPES: Readonly<Record<Shape, Text>> = {
  equal: { en: 'equal shapes', zh: '形状相同' },
  index: { en: '[N, C, …] against [N, …]', zh: '[N, C, …] 对 [N, …]' },
  oneHot: AS_PREDICTION,
  channels: AS_PREDICTION,
  indexLast: { en: '[N, …, C] against [N, …]', zh: '[N, …, C] 对 [N, …]' },
  oneHotLast: { en: '[N, …, C] against [N, …, C]', zh: '[N, …, C] 对 [N, …, C]' },
  pairs: { en: 'N×4 against M×4, each with each', zh: 'N×4 对 M×4，两两计算' },
  samples: { en: 'two samples of any length', zh: '两个任意长度的样本' },
  vectors: { en: 'equal shapes, one vector a row', zh: '形状相同，每行一个向量' },
  distributions: { en: 'equal shapes, one distribution a row', zh: '形状相同，每行一个分布' },
  boxes: { en: 'N×4 against N×4', zh: 'N×4 对 N×4' },
  points: { en: 'weighted points against weighted points', zh: '带权点集对带权点集' },
  detections: { en: 'COCO detections against COCO ground truth', zh: 'COCO 检测结果对 COCO 真值' },
};

const WORDS = {
  prediction: { en: 'prediction: ', zh: '预测：' },
  label: { en: 'label: ', zh: '标签：' },
  both: { en: 'prediction and label: ', zh: '预测与标签：' },
  or: { en: ', or ', zh: '，或' },
} as const satisfies Record<string, Text>;

/**
 * `prediction: logits …  ·  label: 0 or 1  ·  equal shapes`
 * @param takes what the function of the name in code takes
 */
export function expectations(
  declaration: Declaration,
  takes: Taken,
  params: Parameters,
  language: Language,
): string {
  const { prediction, shapes } = takes;
  const labelOf = (shape: Shape): keyof typeof LABELS => {
    if (shape === 'index' || shape === 'indexLast') return 'class';
    if (shape === 'oneHot' || shape === 'oneHotLast')
      return prediction === 'decision' ? 'oneHotDecided' : 'oneHot';
    if (shape === 'channels') return 'channels';
    if (prediction === 'decision') return 'decision';
    const layout = shape === 'equal' ? 'elements' : declaration.layouts[0]!;
    return takes.label ?? declaration.label(params, layout);
  };
  const either = (all: readonly Text[]): string =>
    [...new Set(all.map((text) => text[language]))]
      .join(WORDS.or[language])
      .replaceAll(/或(?=[[\w])/g, '或 ');
  const numbers = PREDICTIONS[prediction][language];
  const labels = either(shapes.map((shape) => LABELS[labelOf(shape)]));
  const boxes = typeof params['boxFormat'] === 'string' ? `, ${params['boxFormat']}` : '';
  const shape = either(shapes.map((each) => SHAPES[each])) + boxes;
  if (shapes[0] === 'detections') return shape;
  if (labels === LABELS.none[language]) return WORDS.prediction[language] + numbers;
  return numbers === labels
    ? `${WORDS.both[language]}${numbers} · ${shape}`
    : `${WORDS.prediction[language]}${numbers} · ${WORDS.label[language]}${labels} · ${shape}`;
}
