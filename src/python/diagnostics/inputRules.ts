// Losses of PyTorch that are given what they compute themselves, or what they do not mean: one table, a rule a row.
import type { Text } from '../../catalogue/declaration';
import { rangeOf } from '../calls';
import { importsTorch, inputOf, replaced } from './argumentNodes';
import { activationName, innerText, outputOf, type Output } from './outputs';
import type { Fix, LossCall, Rule } from './rule';

interface Row {
  readonly id: string;
  readonly paths: readonly string[];
  /** Whether the loss is given what is wrong for it. */
  readonly isWrong: (output: Output, call: LossCall) => boolean;
  readonly message: Text;
  readonly fix?: (output: Output, call: LossCall) => Fix | undefined;
  /** The code is not wrong, only longer than it need be. */
  readonly isHint?: true;
}

const CROSS_ENTROPY = ['torch.nn.CrossEntropyLoss', 'torch.nn.functional.cross_entropy'];
const BCE_LOGITS = ['torch.nn.BCEWithLogitsLoss', 'torch.nn.functional.binary_cross_entropy_with_logits'];
const BCE = ['torch.nn.BCELoss', 'torch.nn.functional.binary_cross_entropy'];
const NLL = ['torch.nn.NLLLoss', 'torch.nn.functional.nll_loss'];
const KL = ['torch.nn.KLDivLoss', 'torch.nn.functional.kl_div'];

const ROWS: readonly Row[] = [
  {
    id: 'softmaxBeforeCrossEntropy',
    paths: CROSS_ENTROPY,
    isWrong: ({ kind }) => kind === 'softmax',
    message: {
      en: 'Cross entropy of PyTorch applies softmax itself. After another softmax the loss cannot come near 0: give it logits.',
      zh: 'PyTorch 的交叉熵自带 softmax。先做 softmax 会使损失无法接近 0：请传入 logits。',
    },
    fix: giveLogits,
  },
  {
    id: 'logSoftmaxTwice',
    paths: [...CROSS_ENTROPY, ...NLL],
    isWrong: (output, { path, resolver }) =>
      output.kind === 'logSoftmax' &&
      (CROSS_ENTROPY.includes(path) ||
        (output.inner !== undefined && outputOf(output.inner, resolver)?.kind === 'logSoftmax')),
    message: {
      en: 'Log-softmax is applied twice here. The second one changes nothing: once is enough.',
      zh: '此处做了两次 log-softmax。第二次没有作用：做一次即可。',
    },
    fix: giveLogits,
    isHint: true,
  },
  {
    id: 'sigmoidBeforeLogitsLoss',
    paths: BCE_LOGITS,
    isWrong: ({ kind }) => kind === 'sigmoid',
    message: {
      en: 'This loss applies the sigmoid itself. With a sigmoid before it no prediction passes 0.73: give it logits.',
      zh: '该损失自带 sigmoid。先做 sigmoid 会使预测概率不超过 0.73：请传入 logits。',
    },
    fix: giveLogits,
  },
  {
    id: 'bceWithoutSigmoid',
    paths: BCE,
    isWrong: ({ kind }) => kind === 'linear',
    message: {
      en: 'This loss needs probabilities, and a linear layer gives any number. Apply a sigmoid, or use the loss with logits.',
      zh: '该损失需要概率，而线性层的输出可以是任意实数。请先做 sigmoid，或使用带 logits 的损失。',
    },
    fix: useLogitsLoss,
  },
  {
    id: 'klDivProbabilities',
    paths: KL,
    isWrong: ({ kind }) => kind === 'softmax',
    message: {
      en: 'The input of the KL divergence must be log-probabilities. Use log_softmax instead of softmax.',
      zh: 'KL 散度的输入必须是对数概率。请用 log_softmax 代替 softmax。',
    },
    fix: useLogSoftmax,
  },
  {
    id: 'nllProbabilities',
    paths: NLL,
    isWrong: ({ kind }) => kind === 'softmax' || kind === 'linear',
    message: {
      en: 'The input of this loss must be log-probabilities. Apply log_softmax, or use cross entropy with logits.',
      zh: '该损失的输入必须是对数概率。请先做 log_softmax，或对 logits 使用交叉熵。',
    },
    fix: useLogSoftmax,
  },
  {
    id: 'crossEntropyOneChannel',
    paths: CROSS_ENTROPY,
    isWrong: ({ kind, channels }) => kind === 'linear' && channels === 1,
    message: {
      en: 'Softmax over one channel is always 1, so this loss is always 0. For two classes use BCEWithLogitsLoss, or two channels.',
      zh: '只有一个通道时 softmax 恒为 1，损失恒为 0。二分类请使用 BCEWithLogitsLoss，或输出两个通道。',
    },
  },
];

export const INPUT_RULES: readonly Rule[] = ROWS.map(({ id, paths, isWrong, message, fix, isHint }) => ({
  id,
  check(call) {
    if (!paths.includes(call.path) || call.loss.skip > 0) return undefined;
    const input = inputOf(call);
    const output = input && outputOf(input, call.resolver);
    if (!output || !isWrong(output, call)) return undefined;
    const found = fix?.(output, call);
    return {
      range: rangeOf(input),
      message,
      ...(found ? { fix: found } : {}),
      ...(isHint ? { isHint } : {}),
    };
  },
}));

function giveLogits(output: Output, call: LossCall): Fix | undefined {
  const inner = output.call && innerText(output, call.resolver);
  if (inner === undefined) return undefined;
  return {
    title: { en: 'Leave the activation out', zh: '去掉激活函数' },
    replacements: [replaced(inputOf(call)!, inner)],
  };
}

/** `F.softmax` becomes `F.log_softmax`: both have the same arguments. */
function useLogSoftmax(output: Output): Fix | undefined {
  const name = output.kind === 'softmax' ? activationName(output) : undefined;
  if (name?.text !== 'softmax') return undefined;
  return {
    title: { en: 'Use log_softmax', zh: '使用 log_softmax' },
    replacements: [replaced(name, 'log_softmax')],
  };
}

/** The function takes the same arguments in the same order; what a constructed loss is given gets its sigmoid. */
function useLogitsLoss(_: Output, call: LossCall): Fix | undefined {
  const name = call.node.childForFieldName('function')?.childForFieldName('attribute');
  if (name?.text === 'binary_cross_entropy')
    return {
      title: { en: 'Use binary_cross_entropy_with_logits', zh: '使用 binary_cross_entropy_with_logits' },
      replacements: [replaced(name, 'binary_cross_entropy_with_logits')],
    };
  const input = inputOf(call)!;
  if (!call.loss.isObject || !importsTorch(call.resolver)) return undefined;
  return {
    title: { en: 'Apply the sigmoid', zh: '先做 sigmoid' },
    replacements: [replaced(input, `torch.sigmoid(${input.text})`)],
  };
}
