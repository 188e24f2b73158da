// Both forms at given probabilities, and where gradient descent on the logits takes the margin under each.
import type { CaseEvaluator } from '../../catalogue/caseEvaluator';
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { Parameters } from '../../protocol/compute';
import type { Figure } from '../../protocol/figures';
import type { ExperimentComputation } from './computation';
import { behindSigmoid, evaluatorOf, mismatch } from './evaluate';
import { LOSS, same, STEP } from './words';

/** The four combinations, by the names of their measures. */
function combinations(classes: number): Readonly<Record<string, CaseEvaluator>> {
  const shape = { layout: 'classes', columns: classes } as const;
  return {
    softmaxForm1: evaluatorOf('cross_entropy', { input: 'logits' }, shape),
    softmaxForm2: evaluatorOf('cross_entropy_all', { input: 'logits' }, shape),
    sigmoidForm1: evaluatorOf(behindSigmoid('cross_entropy'), { input: 'probabilities' }, shape),
    sigmoidForm2: evaluatorOf('cross_entropy_all', { input: 'sigmoid' }, shape),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  softmaxForm1: 'softmax, 1',
  softmaxForm2: 'softmax, 2',
  sigmoidForm1: 'sigmoid, 1',
  sigmoidForm2: 'sigmoid, 2',
};

export const form2IsLarger: ExperimentComputation = (params) => {
  const classes = numberAt(params, 'classes');
  const label = numberAt(params, 'label');
  const paths = Object.entries(combinations(classes)).map(
    ([name, evaluator]) =>
      [name, descend(evaluator, startOf(params, classes, label), label, params)] as const,
  );
  return {
    measures: {
      ...bothForms(listOf(params, 'probabilities'), label),
      ...Object.fromEntries(paths.map(([name, { margins }]) => [`margin.${name}`, margins.at(-1) ?? NaN])),
    },
    figures: [
      figure(
        'margin',
        { en: 'Margin of the label', zh: '标签的间隔' },
        paths.map(([name, p]) => [name, p.margins]),
      ),
      figure(
        'loss',
        { en: 'Loss', zh: '损失' },
        paths.map(([name, p]) => [name, p.losses]),
      ),
    ],
  };
};

function bothForms(probabilities: readonly number[], label: number): Record<'form1' | 'form2', number> {
  if (label >= probabilities.length) {
    throw mismatch(
      `label ${label} is no class of ${probabilities.length} probabilities.`,
      'Classes are counted from 0.',
    );
  }
  const shape = { layout: 'classes', columns: probabilities.length } as const;
  const at = { cases: 1, prediction: Float64Array.from(probabilities), label: Float64Array.of(label) };
  const value = (id: string): number =>
    evaluatorOf(id, { input: 'probabilities' }, shape).values(at)[0] ?? NaN;
  return { form1: value('cross_entropy'), form2: value('cross_entropy_all') };
}

function startOf(params: Parameters, classes: number, label: number): Float64Array {
  const given = listOf(params, 'logits');
  if (given.length !== 1 && given.length !== classes) {
    throw mismatch(
      `There are ${given.length} logits for ${classes} classes.`,
      'Give one number a class, or one for all.',
    );
  }
  if (label >= classes) {
    throw mismatch(`label ${label} is none of ${classes} classes.`, 'Classes are counted from 0.');
  }
  return Float64Array.from({ length: classes }, (_, k) => given[k % given.length] ?? 0);
}

function descend(
  evaluator: CaseEvaluator,
  logits: Float64Array,
  label: number,
  params: Parameters,
): { readonly losses: readonly number[]; readonly margins: readonly number[] } {
  const [steps, rate] = [numberAt(params, 'steps'), numberAt(params, 'lr')];
  const [losses, margins]: [number[], number[]] = [[], []];
  const at = { cases: 1, label: Float64Array.of(label) };
  const margin = (): number => (logits[label] ?? NaN) - Math.max(...logits.filter((_, k) => k !== label));
  for (let step = 0; step < steps; step++) {
    const { value, gradient } = evaluator.evaluate({ ...at, prediction: logits });
    losses.push(value[0] ?? NaN);
    margins.push(margin());
    logits = logits.map((z, k) => z - rate * (gradient[k] ?? 0));
  }
  losses.push(evaluator.values({ ...at, prediction: logits })[0] ?? NaN);
  margins.push(margin());
  return { losses, margins };
}

function figure(
  id: string,
  label: Figure['title'],
  curves: readonly (readonly [string, readonly number[]])[],
): Figure {
  return {
    kind: 'lines',
    id,
    title: { en: `${label.en} against step`, zh: `${label.zh}随步数的变化` },
    x: STEP,
    y: id === 'loss' ? { ...LOSS, scale: 'log' } : { label },
    series: curves.map(([name, y]) => ({ name: same(NAMES[name] ?? name), x: y.map((_, i) => i), y })),
  };
}
