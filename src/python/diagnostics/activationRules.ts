// Losses that are given what they compute themselves, or what they do not mean: one table, a rule a row.
import type { Text } from '../../catalogue/declaration';
import { rangeOf } from '../calls';
import { activationOf, type ActivationKind } from './activations';
import { inputOf, replaced } from './argumentNodes';
import type { Rule } from './rule';

interface Row {
  readonly id: string;
  readonly paths: readonly string[];
  readonly given: ActivationKind;
  readonly message: Text;
  /** The title where leaving the activation out is right. */
  readonly leaveOut?: Text;
}

const CROSS_ENTROPY = ['torch.nn.CrossEntropyLoss', 'torch.nn.functional.cross_entropy'];
const BCE_LOGITS = ['torch.nn.BCEWithLogitsLoss', 'torch.nn.functional.binary_cross_entropy_with_logits'];

const ROWS: readonly Row[] = [
  {
    id: 'softmaxBeforeCrossEntropy',
    paths: CROSS_ENTROPY,
    given: 'softmax',
    message: {
      en: 'Cross entropy of PyTorch applies softmax itself. After another softmax the loss cannot come near 0: give it logits.',
      zh: 'PyTorch 的交叉熵自带 softmax。先做 softmax 会使损失无法接近 0：请传入 logits。',
    },
    leaveOut: { en: 'Give the logits', zh: '传入 logits' },
  },
  {
    id: 'logSoftmaxTwice',
    paths: CROSS_ENTROPY,
    given: 'logSoftmax',
    message: {
      en: 'Cross entropy of PyTorch applies log-softmax itself. A second one changes nothing: give it logits.',
      zh: 'PyTorch 的交叉熵自带 log-softmax。再做一次没有作用：请传入 logits。',
    },
    leaveOut: { en: 'Give the logits', zh: '传入 logits' },
  },
  {
    id: 'sigmoidBeforeLogitsLoss',
    paths: BCE_LOGITS,
    given: 'sigmoid',
    message: {
      en: 'This loss applies the sigmoid itself. With a sigmoid before it no prediction passes 0.73: give it logits.',
      zh: '该损失自带 sigmoid。先做 sigmoid 会使预测概率不超过 0.73：请传入 logits。',
    },
    leaveOut: { en: 'Give the logits', zh: '传入 logits' },
  },
  {
    id: 'klDivProbabilities',
    paths: ['torch.nn.KLDivLoss', 'torch.nn.functional.kl_div'],
    given: 'softmax',
    message: {
      en: 'The input of the KL divergence must be log-probabilities. Use log_softmax instead of softmax.',
      zh: 'KL 散度的输入必须是对数概率。请用 log_softmax 代替 softmax。',
    },
  },
  {
    id: 'nllProbabilities',
    paths: ['torch.nn.NLLLoss', 'torch.nn.functional.nll_loss'],
    given: 'softmax',
    message: {
      en: 'The input of this loss must be log-probabilities. Use log_softmax instead of softmax.',
      zh: '该损失的输入必须是对数概率。请用 log_softmax 代替 softmax。',
    },
  },
];

export const ACTIVATION_RULES: readonly Rule[] = ROWS.map(({ id, paths, given, message, leaveOut }) => ({
  id,
  check(call) {
    if (!paths.includes(call.path) || call.loss.skip > 0) return undefined;
    const input = inputOf(call);
    const activation = input && activationOf(input, call.resolver);
    if (activation?.kind !== given) return undefined;
    const { inner } = activation;
    return {
      range: rangeOf(input!),
      message,
      ...(leaveOut && inner !== undefined
        ? { fix: { title: leaveOut, replacements: [replaced(input!, inner)] } }
        : {}),
    };
  },
}));
