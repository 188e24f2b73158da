// Every word of the views' own, in both languages. `{0}` and `{1}` are filled in.
import type { Text } from '../../src/catalogue/declaration';
import type { Language } from '../../src/protocol/views';

const WORDS = {
  // header
  elements: { en: '{0} elements', zh: '{0} 个元素' },
  threads: { en: '{0} threads', zh: '{0} 个线程' },
  oneThread: { en: '1 thread', zh: '1 个线程' },
  compareConventions: { en: 'Compare conventions', zh: '比较各库约定' },
  compareConventionsOf: { en: 'Compute {0} by the convention of every library', zh: '按各库的约定计算 {0}' },
  export: { en: 'Export', zh: '导出' },
  copyMarkdown: { en: 'Copy table as Markdown', zh: '复制为 Markdown 表格' },
  copyCsv: { en: 'Copy table as CSV', zh: '复制为 CSV' },
  copyJson: { en: 'Copy results as JSON', zh: '复制为 JSON' },
  copiedMarkdown: { en: 'Table as Markdown', zh: 'Markdown 表格' },
  copiedCsv: { en: 'Table as CSV', zh: 'CSV 表格' },
  copiedJson: { en: 'Results as JSON', zh: 'JSON 结果' },
  recompute: { en: 'Recompute', zh: '重新计算' },
  cancel: { en: 'Cancel', zh: '取消' },
  openFile: { en: 'Open {0}', zh: '打开 {0}' },
  inline: { en: 'selection', zh: '选中的数组' },
  waiting: { en: 'Nothing has been computed yet.', zh: '尚未计算。' },
  waitingHint: {
    en: 'Run “Lossary: Compute on Files…” from the command palette, or select two arrays and run “Lossary: Compute on Selection”.',
    zh: '请从命令面板运行“Lossary: Compute on Files…”，或选中两个数组后运行“Lossary: Compute on Selection”。',
  },
  // failure
  keptResult: { en: 'The last result is kept below.', zh: '下方保留上一次的结果。' },
  readAsLogits: { en: 'Read as logits', zh: '按 logits 读取' },
  divideBy255Prediction: { en: 'Divide prediction by 255', zh: '预测除以 255' },
  divideBy255Label: { en: 'Divide label by 255', zh: '标签除以 255' },
  useKey: { en: 'Use {0}', zh: '使用 {0}' },
  dismiss: { en: 'Dismiss', zh: '关闭' },
  // table of values
  values: { en: 'Values', zh: '数值' },
  loss: { en: 'Loss', zh: '损失' },
  value: { en: 'Value', zh: '值' },
  reduction: { en: 'Reduction', zh: '归约' },
  count: { en: 'Count', zh: '数量' },
  nonFinite: { en: 'Non-finite', zh: '非有限' },
  meanGradient: { en: 'Mean |gradient|', zh: '平均 |梯度|' },
  perElement: { en: 'Per-element loss', zh: '逐元素损失' },
  gradientCheck: { en: 'Gradient check', zh: '梯度校验' },
  oneValue: { en: 'one value', zh: '单一数值' },
  autodiff: { en: 'autodiff,', zh: '自动微分，' },
  autodiffFailed: { en: 'differs by {0}', zh: '相差 {0}' },
  autodiffDetail: {
    en: 'Largest difference from TensorFlow.js’s automatic differentiation on {0} elements; up to {1} passes.',
    zh: '与 TensorFlow.js 自动微分在 {0} 个元素上的最大差异；不超过 {1} 为通过。',
  },
  skipped: { en: 'not checked', zh: '未校验' },
  noGradient: { en: 'no gradient', zh: '无梯度' },
  manyValues: { en: '{0} values', zh: '{0} 个值' },
  matrix: { en: '{0} × {1} matrix', zh: '{0} × {1} 矩阵' },
  histogramOf: {
    en: 'Distribution of the loss, {0} to {1}; most elements near {2}',
    zh: '损失分布，{0} 到 {1}；多数元素在 {2} 附近',
  },
  // curves
  curves: { en: 'Loss and its gradient against the prediction', zh: '损失及其梯度随预测值的变化' },
  lossCurve: { en: 'Loss', zh: '损失' },
  gradientCurve: { en: 'Gradient', zh: '梯度' },
  slope: { en: 'slope', zh: '斜率' },
  curvature: { en: 'curvature', zh: '曲率' },
  secondDerivative: { en: 'Second derivative', zh: '二阶导数' },
  logScale: { en: 'Log scale', zh: '对数刻度' },
  logScaleHelp: {
    en: 'Values by their logarithm; where some are negative, by sign and magnitude',
    zh: '按对数绘制；有负值时按符号与数量级绘制',
  },
  softLabel: { en: 'Soft label', zh: '软标签' },
  yourDataHelp: {
    en: 'Draw the last computed predictions, and where their gradient comes from, behind the curves',
    zh: '在曲线后绘制上次计算的预测，以及梯度的来源',
  },
  dataBehind: {
    en: 'Your data, {0}: behind the loss, how many predictions lie in each bin; behind the gradient, each bin’s share of the total gradient of {1}.',
    zh: '你的数据（{0}）：损失图后为各区间的预测数，梯度图后为各区间占 {1} 总梯度的比例。',
  },
  label: { en: 'Label', zh: '标签' },
  labelShare: { en: 'Target share of the first bin', zh: '目标在第一格的比例' },
  axis: { en: 'Axis', zh: '坐标轴' },
  probability: { en: 'probability', zh: '概率' },
  logit: { en: 'logit', zh: 'logit' },
  cursorHelp: {
    en: 'Move the pointer over a plot, or focus it and use the arrow keys.',
    zh: '在图上移动指针，或聚焦后用方向键移动。',
  },
  cursor: { en: 'Cursor at {0}', zh: '光标位于 {0}' },
  curveDescription: {
    en: '{0} of one prediction as it moves from {1} to {2}, for {3}.',
    zh: '单个预测值从 {1} 变到 {2} 时的{0}，{3}。',
  },
  labelIs: { en: 'label {0}', zh: '标签 {0}' },
  trueClass: { en: 'the true class', zh: '真实类别' },
  table: { en: 'Table', zh: '表格' },
  plot: { en: 'Plot', zh: '图' },
  tableOf: { en: 'Data of “{0}” as a table', zh: '“{0}”的数据表' },
  save: { en: 'Save “{0}” as {1}', zh: '将“{0}”保存为 {1}' },
  // parameters
  parameters: { en: 'Parameters', zh: '参数' },
  parametersOf: { en: 'Parameters of {0}', zh: '{0} 的参数' },
  default: { en: 'default', zh: '默认' },
  defaultMeaning: { en: 'Every parameter as this catalogue sets it', zh: '所有参数取本目录的默认值' },
  recomputeWith: { en: 'Recompute with these parameters', zh: '用这些参数重新计算' },
  reset: { en: 'Reset', zh: '还原' },
  changed: {
    en: 'The table above still shows the parameters that were computed.',
    zh: '上表仍为已计算的参数。',
  },
  off: { en: 'off', zh: '关' },
  none: { en: 'none', zh: '无' },
  noParameters: { en: 'It has no parameters.', zh: '没有参数。' },
  notNumbers: { en: '{0} takes numbers, with commas.', zh: '{0} 应为用逗号分隔的数。' },
  perClass: { en: 'one number a class, with commas', zh: '每类一个数，用逗号分隔' },
  notANumber: { en: '{0} takes a number from {1} to {2}.', zh: '{0} 应为 {1} 到 {2} 之间的数。' },
  moreParameters: { en: 'More parameters', zh: '更多参数' },
  // your data
  yourData: { en: 'Your data', zh: '你的数据' },
  gradientShare: { en: 'Share of the total gradient by prediction', zh: '总梯度在各预测区间的占比' },
  gradientShareDescription: {
    en: 'For each bin of the prediction, its share of the summed absolute gradient, and of the elements.',
    zh: '每个预测区间占绝对梯度总和的比例，以及占元素数的比例。',
  },
  shareOfGradient: { en: 'share of the gradient', zh: '梯度占比' },
  shareOfElements: { en: 'share of the elements', zh: '元素占比' },
  lossHistogram: { en: 'Loss per element', zh: '逐元素损失' },
  gradientHistogram: { en: 'Gradient per element', zh: '逐元素梯度' },
  histogramDescription: { en: 'How many elements have a value in each bin.', zh: '各区间内的元素个数。' },
  elementsAxis: { en: 'elements', zh: '元素数' },
  share: { en: '% of total', zh: '占总数 %' },
  from: { en: 'From', zh: '从' },
  to: { en: 'To', zh: '到' },
  logCounts: { en: 'log scale', zh: '对数刻度' },
  confusion: { en: 'Confusion matrix', zh: '混淆矩阵' },
  confusionCaption: {
    en: 'Rows are true classes, columns predicted ones; percentages are of the row.',
    zh: '行为真实类别，列为预测类别；百分比按行计算。',
  },
  trueClassHead: { en: 'True', zh: '真实' },
  predictedHead: { en: 'Predicted', zh: '预测' },
  rowTotal: { en: 'Total', zh: '合计' },
  hardest: { en: 'Hardest samples', zh: '最难样本' },
  hardestDescription: { en: 'The samples with the largest loss.', zh: '损失最大的样本。' },
  index: { en: 'Index', zh: '索引' },
  prediction: { en: 'Prediction', zh: '预测' },
  ratherThan: { en: '{0} rather than {1}', zh: '判为 {0}，而非 {1}' },
  sortBy: { en: 'Sort by {0}', zh: '按{0}排序' },
  exportIndices: { en: 'Export indices', zh: '导出索引' },
  exportIndicesAs: {
    en: 'Export the indices of the hardest samples as {0}',
    zh: '将最难样本的索引导出为 {0}',
  },
  showAll: { en: 'Show all {0}', zh: '显示全部 {0} 个' },
  showFewer: { en: 'Show fewer', zh: '收起' },
  // note
  formula: { en: 'Formula', zh: '公式' },
  asComputed: { en: 'as computed here', zh: '此处的计算式' },
  algorithm: {
    en: 'computed by an algorithm over all elements together',
    zh: '由算法在全部元素上整体计算',
  },
  mind: { en: 'Mind', zh: '注意' },
  gradient: { en: 'Gradient', zh: '梯度' },
  use: { en: 'Use it for', zh: '适用' },
  avoid: { en: 'Avoid it for', zh: '不适用' },
  neighbours: { en: 'Neighbours', zh: '相近的损失' },
  sources: { en: 'Sources', zh: '来源' },
  range: { en: '{0} … {1}', zh: '{0} … {1}' },
  orOff: { en: 'or off', zh: '或关' },
  defaultIs: { en: 'default {0}', zh: '默认 {0}' },
  typedFormula: { en: 'a formula over p and y', zh: '关于 p 与 y 的公式' },
  typedExpression: { en: 'an expression over losses', zh: '关于损失的表达式' },
  noNote: { en: 'There is no note on {0}.', zh: '没有关于 {0} 的说明。' },
  openInVisualizer: { en: 'Open in Visualizer', zh: '在可视化中打开' },
  // visualizer
  addLoss: { en: 'Add a loss or metric', zh: '添加损失或指标' },
  searchLosses: { en: 'Search by name, id or alias', zh: '按名称、id 或别名搜索' },
  nothingFound: { en: 'Nothing is called “{0}”.', zh: '没有名为“{0}”的条目。' },
  removeLoss: { en: 'Remove {0}', zh: '移除 {0}' },
  leadLoss: { en: 'Show the note and parameters of {0}', zh: '显示 {0} 的说明与参数' },
  views: { en: 'Views', zh: '视图' },
  copyLink: { en: 'Copy link', zh: '复制链接' },
  linkShort: { en: 'Link', zh: '链接' },
  copyLinkHelp: { en: 'Copy a link that opens this very state', zh: '复制可还原当前状态的链接' },
  insertCode: { en: 'Insert as code', zh: '插入为代码' },
  codeShort: { en: 'Code', zh: '代码' },
  insertCodeHelp: {
    en: 'Insert {0} with these parameters as Python code',
    zh: '将 {0} 及其当前参数插入为 Python 代码',
  },
  noCodeHere: { en: 'No loss leads in this view', zh: '此视图没有主导的损失' },
  openLarge: { en: 'Open large', zh: '在编辑器中打开' },
  largeShort: { en: 'Large', zh: '打开' },
  pickFirst: { en: 'Pick a loss to see its curve.', zh: '选择一个损失以查看其曲线。' },
} satisfies Record<string, Text>;

export type Word = keyof typeof WORDS;

/** Says a word in the reader's language. */
export type Say = (word: Word, ...values: readonly (string | number)[]) => string;

export function sayIn(language: Language): Say {
  return speaker(WORDS, language);
}

/** Says the words of a table of one's own: each view has one beside it. */
export function speaker<W extends string>(
  words: Readonly<Record<W, Text>>,
  language: Language,
): (word: W, ...values: readonly (string | number)[]) => string {
  return (word, ...values) =>
    words[word][language].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
}

const TASKS: Readonly<Record<string, Text>> = {
  regression: { en: 'regression', zh: '回归' },
  classification: { en: 'classification', zh: '分类' },
  segmentation: { en: 'segmentation', zh: '分割' },
  detection: { en: 'detection', zh: '检测' },
  distributions: { en: 'distributions', zh: '分布' },
  error: { en: 'error', zh: '误差' },
  margin: { en: 'margin', zh: '间隔' },
  distribution: { en: 'distribution-based', zh: '基于分布' },
  divergence: { en: 'divergence', zh: '散度' },
  box: { en: 'boxes', zh: '边框' },
  region: { en: 'region-based', zh: '基于区域' },
  boundary: { en: 'boundary-based', zh: '基于边界' },
  compound: { en: 'compound', zh: '复合' },
  regularizer: { en: 'regularizer', zh: '正则项' },
  counts: { en: 'counts', zh: '计数' },
  ranking: { en: 'ranking', zh: '排序' },
  surface: { en: 'surface distance', zh: '表面距离' },
};

/** A task or family by name. */
export function kindName(kind: string, language: Language): string {
  return TASKS[kind]?.[language] ?? kind;
}
