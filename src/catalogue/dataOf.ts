// What numbers a loss compares. One that is put together at run time takes whatever its parts take.
import type { Parameters } from '../protocol/compute';
import type { Declaration, LabelDomain, Layout, PredictionDomain } from './declaration';

export interface DataKind {
  readonly layout: Layout;
  readonly prediction: PredictionDomain;
  readonly label: LabelDomain;
}

/**
 * @param layout of the data; the first that the loss, or all of its parts, take where absent
 * @param find looks up the parts of a compound
 */
export function dataOf(
  declaration: Declaration,
  params: Parameters,
  layout: Layout | undefined,
  find: (id: string) => Declaration | undefined,
): DataKind {
  const usual = layout ?? declaration.layouts[0] ?? 'elements';
  const parts = partsOf(declaration, params, usual, find);
  const [first] = parts;
  if (first === undefined) {
    return {
      layout: usual,
      prediction: declaration.prediction(params),
      label: declaration.label(params, usual),
    };
  }
  const common = first.declaration.layouts.find((each) =>
    parts.every((part) => part.declaration.layouts.includes(each)),
  );
  const shared = layout ?? common ?? usual;
  return {
    layout: shared,
    prediction: first.declaration.prediction(first.params),
    label: first.declaration.label(first.params, shared),
  };
}

interface Part {
  readonly declaration: Declaration;
  readonly params: Parameters;
}

/** The parts that read the prediction, of a compound that does not say itself what its data are. */
function partsOf(
  declaration: Declaration,
  params: Parameters,
  layout: Layout,
  find: (id: string) => Declaration | undefined,
): Part[] {
  if (declaration.family !== 'compound' || declaration.prediction(params) !== 'real') return [];
  const form = declaration.form({ params, layout, labels: 'index', inputs: new Set() });
  if (form.kind !== 'compound') return [];
  return form.parts.flatMap((part) => {
    const found = typeof part.of === 'string' ? find(part.of) : part.of;
    if (found === undefined || part.prediction !== undefined) return [];
    const usual = Object.fromEntries(
      found.parameters.map((parameter) => [parameter.name, parameter.default]),
    );
    return [{ declaration: found, params: { ...usual, ...part.params } }];
  });
}
