// Average precision and recall of detections, as COCO defines them.
import type { Declaration } from '../declaration';

export const COCO_MAP: Declaration = {
  id: 'coco_map',
  kind: 'metric',
  name: { en: 'COCO average precision', zh: 'COCO 平均精度' },
  abbreviation: 'mAP',
  tasks: ['detection'],
  family: 'ranking',
  layouts: ['detections'],
  prediction: () => 'box',
  label: () => 'box',
  parameters: [],
  noGradient: {
    en: 'Matching and sorting are steps: there is no gradient to follow.',
    zh: '匹配与排序都是阶跃：没有可用的梯度。',
  },
  form: () => ({ kind: 'algorithm', algorithm: 'coco_map' }),
  note: {
    formula:
      '\\mathrm{AP} = \\frac{1}{10} \\sum_{t \\in \\{.50, .55, \\dots, .95\\}} \\frac{1}{101} \\sum_{r \\in \\{0, .01, \\dots, 1\\}} p_t(r)',
    summary: {
      en: 'Average precision over ten IoU thresholds and 101 recalls, by class, then averaged; with AP50, AP75, sizes, and average recall: the twelve numbers that pycocotools prints.',
      zh: '在十个 IoU 阈值与 101 个召回率上求平均精度，先按类别再取平均；并给出 AP50、AP75、按尺寸及平均召回：即 pycocotools 打印的十二个数。',
    },
    gradient: {
      en: 'Matching and sorting are steps: there is no gradient to follow.',
      zh: '匹配与排序都是阶跃：没有可用的梯度。',
    },
    use: { en: 'Object detection, compared with published numbers.', zh: '目标检测，与已发表的数字比较。' },
    avoid: {
      en: 'A detector used at one threshold: AP averages over all of them.',
      zh: '检测器只在某一阈值下使用时：AP 对所有阈值取平均。',
    },
    neighbours: {
      en: '`average_precision` ranks single scores without matching. Pascal VOC’s AP uses one IoU of .5.',
      zh: '`average_precision` 只对得分排序而不做匹配。Pascal VOC 的 AP 只用 IoU .5。',
    },
    pitfalls: [
      {
        en: 'Boxes are x, y, width, height of COCO: corners read as sizes give a plausible, low AP.',
        zh: '框为 COCO 的 x、y、宽、高：把角点当作尺寸会得到看似合理但偏低的 AP。',
      },
      {
        en: 'Crowd regions and ignored areas absorb detections without counting them; dropping them changes AP.',
        zh: 'crowd 区域与被忽略的面积会吸收检测而不计数；去掉它们会改变 AP。',
      },
      {
        en: 'A class without ground truth is −1 and left out of the mean.',
        zh: '没有标注的类别记为 −1，不计入平均。',
      },
    ],
    sources: [{ title: 'Lin et al. 2014, Microsoft COCO', link: 'https://arxiv.org/abs/1405.0312' }],
  },
  presets: [],
  aliases: [
    { path: 'torchmetrics.detection.MeanAveragePrecision' },
    { path: 'pycocotools.cocoeval.COCOeval' },
  ],
};
