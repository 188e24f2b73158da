// The words of the thresholds view, in both languages.
import type { Text } from '../../../../src/catalogue/declaration';
import { wordsOf } from '../../frame/viewWords';

const WORDS = {
  threshold: { en: 'threshold', zh: '阈值' },
  thresholdAxis: { en: 'threshold →', zh: '阈值 →' },
  metrics: { en: 'Metrics against the threshold', zh: '指标随阈值的变化' },
  metricsDescription: {
    en: 'Precision, recall and F1 of the last computed data where scores from each threshold up are called positive.',
    zh: '以各阈值及以上为正类时，上次计算的数据的精确率、召回率与 F1。',
  },
  shareAxis: { en: '↑ value', zh: '↑ 值' },
  precision: { en: 'precision', zh: '精确率' },
  recall: { en: 'recall', zh: '召回率' },
  roc: { en: 'ROC curve', zh: 'ROC 曲线' },
  rocDescription: {
    en: 'True positive rate against false positive rate, one point a threshold.',
    zh: '真阳性率对假阳性率，每个阈值一个点。',
  },
  fprAxis: { en: 'false positive rate →', zh: '假阳性率 →' },
  tprAxis: { en: '↑ true positive rate', zh: '↑ 真阳性率' },
  pr: { en: 'Precision-recall curve', zh: '精确率-召回率曲线' },
  prDescription: {
    en: 'Precision against recall, one point a threshold.',
    zh: '精确率对召回率，每个阈值一个点。',
  },
  recallAxis: { en: 'recall →', zh: '召回率 →' },
  precisionAxis: { en: '↑ precision', zh: '↑ 精确率' },
  calibration: { en: 'Calibration', zh: '校准' },
  calibrationDescription: {
    en: 'How often the decision is right in each bin of confidence; on the diagonal it is as often as it claims.',
    zh: '各置信度区间内判断正确的频率；在对角线上，正确率与所声称的一致。',
  },
  confidenceAxis: { en: 'confidence →', zh: '置信度 →' },
  accuracyAxis: { en: '↑ accuracy', zh: '↑ 正确率' },
  confusion: { en: 'Confusion matrix at {0}', zh: '阈值 {0} 处的混淆矩阵' },
  actual: { en: 'label', zh: '标签' },
  called: { en: 'called', zh: '判为' },
  accuracy: { en: 'accuracy', zh: '准确率' },
  best: { en: 'Largest F1: {0} at {1}', zh: '最大 F1：{0}，阈值 {1}' },
  noData: {
    en: 'Compute a loss or metric of binary labels first: “Lossary: Compute on Files…”. Its data are shown here.',
    zh: '请先对二值标签计算一个损失或指标（“Lossary: Compute on Files…”），其数据将显示在此。',
  },
  waiting: { en: 'Ranking the scores of {0}…', zh: '正在对 {0} 的得分排序……' },
  noSweep: {
    en: 'There is no threshold to choose for the last data: {0}',
    zh: '上次的数据没有可选的阈值：{0}',
  },
  counted: { en: 'of every {0}th sample', zh: '每 {0} 个样本取一个' },
} satisfies Record<string, Text>;

export const thresholdsWords = wordsOf(WORDS);
