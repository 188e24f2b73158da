// The numbers that a surface may be drawn over: predictions, labels and parameters of a loss on as little data as it
// needs. All of it follows from the declaration.
import { caseEvaluator, type CaseEvaluator, type CaseShape } from '../../../../src/catalogue/caseEvaluator';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import type {
  Declaration,
  LabelDomain,
  Layout,
  NumberParameter,
  Text,
} from '../../../../src/catalogue/declaration';
import { unitBox } from '../../../../src/catalogue/probePath';
import type { Parameters } from '../../../../src/protocol/compute';
import { sliderRange } from '../../../shared/sliderScale';
import { symbolText } from '../../../shared/symbolText';
import type { Transform } from './transform';

export interface Coordinate {
  /** `prediction.0`, `label.1`, or a parameter's name. */
  readonly id: string;
  readonly kind: 'prediction' | 'label' | 'parameter';
  /** As a formula has it: p₁, γ. */
  readonly letter: string;
  readonly range: readonly [number, number];
  readonly scale: 'linear' | 'log';
  /** Its value while it is no axis. */
  readonly usual: number;
}

export interface Space {
  readonly layout: Layout;
  readonly columns: number;
  /** From the coordinates of the prediction to what the loss takes. */
  readonly transform: Transform;
  readonly coordinates: readonly Coordinate[];
  readonly params: Parameters;
  /** The label, where it is not made of coordinates. */
  readonly label?: readonly number[];
  readonly inputs: readonly string[];
  readonly evaluator: CaseEvaluator;
}

export interface NoSpace {
  readonly reason: Text;
}

const NO_SURFACE: Text = {
  en: 'It is computed by an algorithm or from hard decisions over whole data: two numbers alone make no surface.',
  zh: '由算法或硬判决在全部数据上得出：仅凭两个数没有曲面。',
};

/**
 * @param params every parameter in force
 * @param wanted draws a loss on probabilities against the logits behind them
 */
export function spaceOf(
  declaration: Declaration,
  params: Parameters,
  wanted: 'probability' | 'logit' | undefined,
): Space | NoSpace {
  const layout = declaration.layouts[0] ?? 'elements';
  if (layout === 'points' || layout === 'detections') return { reason: NO_SURFACE };
  const inputs = Object.entries(declaration.inputs ?? {}).flatMap(([name, { required, shape }]) =>
    required && shape !== 'whole' ? [name] : [],
  );
  const numbers = declaration.parameters.filter(
    (p): p is NumberParameter =>
      p.kind === 'number' && p.integer !== true && typeof params[p.name] === 'number',
  );
  const made = (columns: number): CaseEvaluator | undefined => {
    const shape: CaseShape = { layout, columns, inputs, labels: layout === 'classes' ? 'index' : 'columns' };
    const names = numbers.map(({ name }) => name);
    return caseEvaluator(declaration, params, shape, findDeclaration, names);
  };
  const transform = transformOf(declaration, params, layout, wanted);
  const space = (columns: number): Space | undefined => {
    const evaluator = made(columns);
    if (evaluator === undefined) return undefined;
    const labelled = labelCoordinates(declaration.label(params, layout), layout, columns);
    const label = fixedLabel(declaration, params, layout);
    return {
      layout,
      columns,
      transform,
      params,
      inputs,
      evaluator,
      ...(label === undefined ? {} : { label }),
      coordinates: [
        ...predictionCoordinates(declaration, params, layout, columns, transform),
        ...labelled.filter(() => evaluator.dependsOn.has('label')),
        ...numbers.filter(({ name }) => evaluator.dependsOn.has(name)).map(parameterCoordinate(params)),
      ],
    };
  };
  try {
    if (layout !== 'elements') return space(layout === 'boxes' ? 1 : CLASSES) ?? { reason: NO_SURFACE };
    const alone =
      declaration.form({ params, layout, labels: 'columns', inputs: new Set(inputs) }).kind === 'samples';
    const one = alone ? space(1) : undefined;
    return one !== undefined && one.coordinates.length > 1 ? one : (space(2) ?? { reason: NO_SURFACE });
  } catch (error) {
    // A form says by an error what its parameters lack: an expression to combine.
    const text = error instanceof Error ? error.message : String(error);
    return { reason: { en: text, zh: text } };
  }
}

const CLASSES = 3;
const BELOW = ['₁', '₂', '₃'] as const;

function transformOf(
  declaration: Declaration,
  params: Parameters,
  layout: Layout,
  wanted: 'probability' | 'logit' | undefined,
): Transform {
  const domain = declaration.prediction(params);
  if (layout === 'boxes') return 'none';
  if (domain === 'logProbability') return 'logSoftmax';
  if (domain === 'distribution' || (domain === 'probability' && layout === 'classes')) return 'softmax';
  return domain === 'probability' && wanted === 'logit' ? 'sigmoid' : 'none';
}

function predictionCoordinates(
  declaration: Declaration,
  params: Parameters,
  layout: Layout,
  columns: number,
  transform: Transform,
): Coordinate[] {
  if (layout === 'boxes') return boxCoordinates(String(params['boxFormat'] ?? 'xyxy'));
  const domain = transform === 'none' ? declaration.prediction(params) : 'logit';
  const [letter, range] = DOMAIN[domain] ?? ['ŷ', [-3, 3] as const];
  return Array.from({ length: columns }, (_, i) => ({
    id: `prediction.${i}`,
    kind: 'prediction',
    letter: columns === 1 ? letter : `${letter}${BELOW[i] ?? ''}`,
    range,
    scale: 'linear',
    usual: domain === 'probability' ? 0.3 : i === 0 ? 0.5 : -0.5 * (i - 1),
  }));
}

const DOMAIN: Readonly<Record<string, readonly [string, readonly [number, number]]>> = {
  probability: ['p', [0, 1]],
  logit: ['z', [-6, 6]],
  score: ['f', [-3, 3]],
};

const BOX_LETTERS: Readonly<Record<string, readonly string[]>> = {
  xyxy: ['x₁', 'y₁', 'x₂', 'y₂'],
  xywh: ['x', 'y', 'w', 'h'],
  cxcywh: ['cₓ', 'c_y', 'w', 'h'],
};

/** A box beside the unit box, which is the label. Corners stay in order over the whole range. */
function boxCoordinates(format: string): Coordinate[] {
  const corners = format === 'xyxy';
  return (BOX_LETTERS[format] ?? BOX_LETTERS['xyxy']!).map((letter, i) => ({
    id: `prediction.${i}`,
    kind: 'prediction',
    letter,
    range: i < 2 ? (corners ? [-1, 0.7] : [-1.5, 2]) : corners ? [0.75, 2.5] : [0.1, 2.5],
    scale: 'linear',
    usual: i < 2 ? 0.3 : corners ? 1.3 : 1,
  }));
}

function labelCoordinates(domain: LabelDomain, layout: Layout, columns: number): Coordinate[] {
  if (layout !== 'elements' || (domain !== 'binary' && domain !== 'real')) return [];
  return Array.from({ length: columns }, (_, i) => ({
    id: `label.${i}`,
    kind: 'label',
    letter: columns === 1 ? 'y' : `y${BELOW[i] ?? ''}`,
    range: domain === 'binary' ? [0, 1] : [-3, 3],
    scale: 'linear',
    usual: domain === 'binary' ? (i === 0 ? 1 : 0) : columns === 1 ? 0 : i === 0 ? 1 : -1,
  }));
}

function fixedLabel(
  declaration: Declaration,
  params: Parameters,
  layout: Layout,
): readonly number[] | undefined {
  const domain = declaration.label(params, layout);
  if (layout === 'boxes') return unitBox(String(params['boxFormat'] ?? 'xyxy'));
  if (layout === 'classes') return [0];
  if (layout === 'distributions') return domain === 'distribution' ? [0.6, 0.3, 0.1] : [1, 0.5, -0.5];
  if (domain === 'sign') return [1, -1];
  return domain === 'binary' || domain === 'real' ? undefined : [1];
}

function parameterCoordinate(params: Parameters): (p: NumberParameter) => Coordinate {
  return (p) => {
    const range = sliderRange(p);
    return {
      id: p.name,
      kind: 'parameter',
      letter: symbolText(p.latex) ?? p.name,
      range,
      scale: p.scale === 'log' && range[0] > 0 ? 'log' : 'linear',
      usual: Number(params[p.name]),
    };
  };
}

/** The two that say most: two predictions, else a prediction against the first parameter, else against the label. */
export function usualAxes({ coordinates }: Space): readonly [string, string] {
  const of = (kind: Coordinate['kind']): readonly Coordinate[] => coordinates.filter((c) => c.kind === kind);
  const [first, second] = of('prediction');
  const other = second ?? of('parameter')[0] ?? of('label')[0] ?? first;
  return [first?.id ?? '', other?.id ?? ''];
}

export function hasSpace(space: Space | NoSpace): space is Space {
  return 'evaluator' in space;
}
