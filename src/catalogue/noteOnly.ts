// Names in code that Lossary explains in a hover and does not compute, and why.
import type { Source, Text } from './declaration';

export interface NoteOnly {
  /** Full dotted paths, as in an alias. */
  readonly paths: readonly string[];
  readonly name: Text;
  readonly summary: Text;
  readonly source: Source;
}

export const NOTE_ONLY: readonly NoteOnly[] = [
  {
    paths: [
      'torch.nn.CTCLoss',
      'torch.nn.functional.ctc_loss',
      'keras.losses.CTC',
      'keras.losses.ctc',
      'optax.ctc_loss',
    ],
    name: { en: 'Connectionist temporal classification loss', zh: 'CTC 损失' },
    summary: {
      en: 'The negative log of the probability of a label sequence, summed over all its alignments with a longer input: speech and handwriting without marks of where each character stands. Not computed here: its inputs are sequences with lengths, not arrays laid against each other.',
      zh: '标签序列概率的负对数，对其与较长输入的所有对齐方式求和：用于没有逐字位置标注的语音与手写识别。此处不计算：其输入为带长度的序列，而非相互对应的数组。',
    },
    source: {
      title: 'Graves et al. 2006, Connectionist Temporal Classification',
      link: 'https://doi.org/10.1145/1143844.1143891',
    },
  },
];
