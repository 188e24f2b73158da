// What a loss expects of its inputs, in a line: the numbers of prediction and label, and their shapes.
import type { Declaration, LabelDomain, Layout, PredictionDomain, Text } from '../../catalogue/declaration';
import type { Parameters } from '../../protocol/compute';
import type { Language } from '../../protocol/views';

const PREDICTIONS: Readonly<Record<PredictionDomain, Text>> = {
  real: { en: 'any real number', zh: '任意实数' },
  probability: { en: 'probabilities in [0, 1]', zh: '[0, 1] 内的概率' },
  logit: {
    en: 'logits, any real number: no sigmoid or softmax before it',
    zh: 'logits，任意实数：之前不要再做 sigmoid 或 softmax',
  },
  score: { en: 'scores, any real number', zh: '得分，任意实数' },
  logProbability: {
    en: 'log-probabilities, never above 0: what log_softmax gives',
    zh: '对数概率，不大于 0：即 log_softmax 的输出',
  },
  distribution: { en: 'distributions: each row sums to 1', zh: '分布：每行之和为 1' },
  box: { en: 'boxes', zh: '边界框' },
};

const LABELS: Readonly<Record<LabelDomain, Text>> = {
  real: { en: 'any real number', zh: '任意实数' },
  binary: { en: '0 or 1', zh: '0 或 1' },
  sign: { en: '−1 or 1', zh: '−1 或 1' },
  class: { en: 'class numbers from 0', zh: '从 0 开始的类别编号' },
  distribution: { en: 'distributions: each row sums to 1', zh: '分布：每行之和为 1' },
  box: { en: 'boxes', zh: '边界框' },
  none: { en: 'none', zh: '无' },
};

const SHAPES: Readonly<Record<Layout, Text>> = {
  elements: { en: 'equal shapes, element by element', zh: '形状相同，逐元素对应' },
  classes: {
    en: '[N, C, …] against [N, …], or against [N, C, …] one-hot or soft',
    zh: '[N, C, …] 对 [N, …]，或对 one-hot/软标签 [N, C, …]',
  },
  distributions: { en: 'equal shapes, one distribution a row', zh: '形状相同，每行一个分布' },
  boxes: { en: 'N×4 against N×4', zh: 'N×4 对 N×4' },
  points: { en: 'weighted points against weighted points', zh: '带权点集对带权点集' },
  detections: { en: 'COCO detections against COCO ground truth', zh: 'COCO 检测结果对 COCO 真值' },
};

const WORDS = {
  prediction: { en: 'prediction', zh: '预测' },
  label: { en: 'label', zh: '标签' },
  or: { en: '; or ', zh: '；或 ' },
  vectors: { en: 'equal shapes, one vector a row', zh: '形状相同，每行一个向量' },
} as const satisfies Record<string, Text>;

/** `prediction: logits …  ·  label: 0 or 1  ·  equal shapes …` */
export function expectations(declaration: Declaration, params: Parameters, language: Language): string {
  const { layouts } = declaration;
  const [first = 'elements'] = layouts;
  const prediction = declaration.prediction(params);
  const labels = [...new Set(layouts.map((layout) => declaration.label(params, layout)))];
  const boxes = typeof params['boxFormat'] === 'string' ? ` ${params['boxFormat']}` : '';
  const shape = (layout: Layout): string =>
    layout === 'distributions' && prediction === 'real' ? WORDS.vectors[language] : SHAPES[layout][language];
  const parts = [
    first === 'detections'
      ? undefined
      : `${WORDS.prediction[language]}: ${PREDICTIONS[prediction][language]}`,
    first === 'detections' || labels[0] === 'none'
      ? undefined
      : `${WORDS.label[language]}: ${labels.map((label) => LABELS[label][language]).join(WORDS.or[language])}`,
    labels[0] === 'none' ? undefined : layouts.map(shape).join(WORDS.or[language]) + boxes,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
