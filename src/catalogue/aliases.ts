// Families of names under which one library offers the same thing: Keras's class, function and compile strings,
// torchmetrics' classes and functions for binary, multi-class and multi-label data, SegLoss's modules.
import type { Alias } from './declaration';
import type { Takes } from './takes';

type Convention = Omit<Alias, 'path'>;

/** The same convention for several paths. */
export function named(paths: readonly string[], convention: Convention = {}): Alias[] {
  return paths.map((path) => ({ path, ...convention }));
}

/** torch.nn.Class and torch.nn.functional.function. */
export function torchNames(name: string, functional: string, convention: Convention = {}): Alias[] {
  return named([`torch.nn.${name}`, `torch.nn.functional.${functional}`], convention);
}

/** keras.losses.Class, its function, and the strings that `compile(loss=…)` takes for it. */
export function kerasNames(
  name: string,
  functional: string,
  strings: readonly string[] = [],
  convention: Convention = {},
): Alias[] {
  return named(
    [
      `keras.losses.${name}`,
      `keras.losses.${functional}`,
      ...[functional, ...strings].map((string) => `keras.compile.${string}`),
    ],
    convention,
  );
}

/** keras.metrics.Class or its function, and the strings that `compile(metrics=…)` takes for it besides the class's name. */
export function kerasMetrics(
  names: readonly string[],
  strings: readonly string[] = [],
  convention: Convention = {},
): Alias[] {
  return named(
    [...names.map((name) => `keras.metrics.${name}`), ...strings.map((name) => `keras.compile.${name}`)],
    convention,
  );
}

const KINDS = ['Binary', 'Multiclass', 'Multilabel'] as const;

/** Classes by number for multi-class data; else each element, or each class of a sample, for itself. */
const KIND_TAKES: Readonly<Record<(typeof KINDS)[number], Takes>> = {
  Binary: { label: 'binary', shapes: ['equal'] },
  Multiclass: { shapes: ['index'] },
  Multilabel: { label: 'binary', shapes: ['equal'] },
};

/** torchmetrics.Class, its functional form, and the forms of torchmetrics.classification for each kind of data. */
export function torchmetricsNames(
  name: string,
  functional: string,
  kinds: readonly (typeof KINDS)[number][] = KINDS,
  convention: Convention = {},
): Alias[] {
  return [
    ...named([`torchmetrics.${name}`, `torchmetrics.functional.${functional}`], convention),
    ...kinds.flatMap((kind) =>
      named(
        [
          `torchmetrics.classification.${kind}${name}`,
          `torchmetrics.functional.classification.${kind.toLowerCase()}_${functional}`,
        ],
        { takes: KIND_TAKES[kind], ...convention },
      ),
    ),
  ];
}
