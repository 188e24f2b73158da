// What a catalogue entry is: a loss or metric declared once, with its parameters, its note, the conventions of
// other libraries as presets, and the names it goes by in code.
import type { Expr, Symbol } from '../math/expression';
import type { Parameters, ParameterValue } from '../protocol/compute';
import type { Takes } from './takes';

/** A sentence or a paragraph in both languages. Inline formulas stand between dollar signs. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Task = 'regression' | 'classification' | 'segmentation' | 'detection' | 'distributions';

export type Family =
  | 'error'
  | 'margin'
  | 'distribution'
  | 'divergence'
  | 'box'
  | 'region'
  | 'boundary'
  | 'compound'
  | 'regularizer'
  | 'counts'
  | 'ranking'
  | 'surface';

/** What numbers a prediction may hold, and so how it is checked, drawn and labelled. */
export type PredictionDomain =
  'real' | 'probability' | 'logit' | 'score' | 'logProbability' | 'distribution' | 'box';

/** What numbers a label may hold. `sign` accepts {0, 1} as well as {−1, 1}. */
export type LabelDomain = 'real' | 'binary' | 'sign' | 'class' | 'distribution' | 'box' | 'none';

interface ParameterBase {
  readonly name: string;
  readonly meaning: Text;
}

/** A number that may move without anything being compiled again. `null` switches an optional one off. */
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number';
  readonly latex: string;
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
  /** What a slider covers where that is less than the allowed range. */
  readonly slider?: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  readonly integer?: boolean;
  readonly optional?: boolean;
  /** Words it takes besides numbers: `auto`. */
  readonly words?: readonly string[];
}

/** One of a few forms; a change builds another expression. */
export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

export interface SwitchParameter extends ParameterBase {
  readonly kind: 'switch';
  readonly default: boolean;
}

/** One number a class; `null` where absent. */
export interface VectorParameter extends ParameterBase {
  readonly kind: 'vector';
  readonly latex: string;
  readonly default: readonly number[] | null;
  readonly required?: boolean;
  /** Also takes one number for all classes. */
  readonly orNumber?: boolean;
}

/** Free text: an expression over ids, the name of a loss. */
export interface TextParameter extends ParameterBase {
  readonly kind: 'text';
  readonly default: string | null;
}

export type Parameter = NumberParameter | ChoiceParameter | SwitchParameter | VectorParameter | TextParameter;

/**
 * How prediction and label are laid against each other.
 * `elements`: equal shapes, each element for itself; a label of domain `none` is absent.
 * `classes`: scores [N, C, …] against class indices [N, …] or one-hot or soft labels [N, C, …].
 * `distributions`: each row of the last axis is one distribution, or one vector where the domain is `real`.
 * `boxes`: N×4 against N×4.
 * `points`: weighted points against weighted points, or weights against weights with `inputs.cost`.
 * `detections`: COCO detections against COCO ground truth, as JSON.
 */
export type Layout = 'elements' | 'classes' | 'distributions' | 'boxes' | 'points' | 'detections';

/** What a form is built for: every parameter's value and how the data lie. */
export interface Setting {
  readonly params: Parameters;
  readonly layout: Layout;
  /** For `classes`: whether labels are indices (`pick` works) or a column each. */
  readonly labels: 'index' | 'columns';
  /** Names of the extra inputs that are given: `sampleWeight`, `positions`, `cost`. */
  readonly inputs: ReadonlySet<string>;
}

/**
 * An array that is worked out before the form is evaluated, constant for the gradient, and bound to a symbol.
 * Distances are of one image (of one class): in voxels, or in units of `inputs.spacing`; d = edt(m) + edt(1 − m)
 * for the mask m, 0 everywhere where m is empty or full.
 * `positionGaps`: x_{k+1} − x_k of `inputs.positions`, 0 behind the last (level `column`); columns are put into
 * ascending order of position first.
 * `classCounts`: how many samples carry each class, ignored ones left out (level `column`).
 * `positiveShare`: Σy / n of the element's sample along the first axis (level `sample`).
 * `borderProximity`: (max d − d) / max d of the label; 0 for an empty or full label.
 * `signedDistance`: edt(1 − y) − edt(y), negative inside; `signedDistanceKervadec`: edt(1 − y) − (edt(y) − 1) y.
 * `labelDistance`, `predictionDistance`: d of the label, and of the prediction cut at its threshold.
 */
export type Derived =
  | 'positionGaps'
  | 'classCounts'
  | 'positiveShare'
  | 'borderProximity'
  | 'signedDistance'
  | 'signedDistanceKervadec'
  | 'labelDistance'
  | 'predictionDistance';

/** One value a sample, then reduced: `mean` is Σ loss / Σ weight, where weight is 1 if absent. */
export interface SamplesForm {
  readonly kind: 'samples';
  readonly loss: Expr;
  readonly weight?: Expr;
  /** The mean where the weights sum to 0; NaN where absent. */
  readonly meanOfNone?: number;
  /**
   * Symbols that stand for an expression which the gradient takes as constant (PyTorch's no_grad): substituted
   * after differentiation.
   */
  readonly held?: Readonly<Record<string, Expr>>;
  /** What each symbol of this name is bound to. */
  readonly derived?: Readonly<Record<string, Derived>>;
}

/** One value a group of elements: an expression of sums over them (`sumSamples`), at group or total level. */
export interface GroupsForm {
  readonly kind: 'groups';
  readonly value: Expr;
  /**
   * What a group is, where the parameter `per` does not say. `class` with a value at total level puts the classes
   * together by `sumGroups` and `maxGroups`: one value for all, or one a sample where `per` is `sample`.
   */
  readonly groups?: 'all' | 'sample' | 'class';
}

/**
 * A value of the counts TP, FP, FN, TN of hard decisions; several by name. Each class is a group, and `average` puts
 * their values together; a value at total level does that itself by `sumGroups`, over all classes (both of binary data).
 */
export interface CountsForm {
  readonly kind: 'counts';
  readonly value: Expr | Readonly<Record<string, Expr>>;
}

/** Not a sum: computed by the worker's algorithm of this name. */
export interface AlgorithmForm {
  readonly kind: 'algorithm';
  readonly algorithm: string;
  /** What the algorithm sorts, erodes or selects from, one value an element or a sample: top-k's cross entropy. */
  readonly terms?: Expr;
  /** The loss where the data are a single sample, for curves; without it there is none. */
  readonly alone?: Expr;
}

/** A part of a compound: another entry, with its own parameters. */
export interface CompoundPart {
  /** The symbol (level `total`) that stands for its reduced value in the compound's expression. */
  readonly symbol: Symbol;
  /** An id of the catalogue, or an entry that exists only as a part. */
  readonly of: string | Declaration;
  /** What the part is set to; else a parameter that the compound has too comes from there, else the part's default. */
  readonly params: Parameters;
  /** The extra input that this part takes as its prediction: `weights` for a regularizer. */
  readonly prediction?: string;
}

/** An expression of the values of other losses; its gradient is the sum of theirs, by the chain rule. */
export interface CompoundForm {
  readonly kind: 'compound';
  readonly value: Expr;
  readonly parts: readonly CompoundPart[];
}

export type Form = SamplesForm | GroupsForm | CountsForm | AlgorithmForm | CompoundForm;

export interface Preset {
  /** As a user names it: `torchvision`, `form 1`. */
  readonly name: string;
  readonly params: Parameters;
  /** Why the numbers differ from the default's. */
  readonly meaning: Text;
}

/** A name in code that means this entry, with the convention of the library it comes from. */
export interface Alias {
  /**
   * Full dotted path: `torch.nn.BCEWithLogitsLoss`. `keras.compile.mse` is the string 'mse' in `compile(loss=…)`;
   * `tf.keras` is `keras`.
   */
  readonly path: string;
  /** What the name alone settles. */
  readonly params?: Parameters;
  readonly preset?: string;
  /** The library's default reduction, where it is not `mean`. */
  readonly reduction?: 'sum' | 'none';
  /** Our parameter for each of its arguments that has one: `{ label_smoothing: 'labelSmoothing' }`. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** What it takes, where that is not as its library has it as a rule (`takes.ts`). */
  readonly takes?: Takes;
}

export interface Source {
  readonly title: string;
  /** arXiv id, DOI or address. */
  readonly link: string;
}

/** What a person should know, a page at most. */
export interface Note {
  /** As a textbook prints it, LaTeX. */
  readonly formula: string;
  readonly summary: Text;
  readonly gradient: Text;
  readonly use: Text;
  readonly avoid: Text;
  readonly neighbours: Text;
  readonly pitfalls: readonly Text[];
  readonly sources: readonly Source[];
}

/** Numbers that an entry takes besides what its domain says, and why in its own words. */
export interface Limit {
  /** Smallest allowed number. */
  readonly from?: number;
  /** Every number must be greater. */
  readonly above?: number;
  /** Largest allowed number. */
  readonly to?: number;
  readonly why: Text;
}

/**
 * How an extra input is laid against the prediction, and the level of its symbol.
 * `element`: one number for each element of the prediction (`sample`, or `column` in rows and classes).
 * `row`: one number a row (`sample`). `columns`: one number for each class or bin, the same for all rows (`column`).
 * `labelRow`: a K×K matrix, of which each sample sees the row of its label (`column`).
 * `whole`: read by the algorithm or by a part.
 */
export type InputShape = 'element' | 'row' | 'columns' | 'labelRow' | 'whole';

export interface ExtraInput {
  readonly required: boolean;
  readonly meaning: Text;
  readonly shape: InputShape;
  /** What its numbers may be, where not everything. */
  readonly limit?: Limit;
}

export interface Declaration {
  readonly id: string;
  readonly kind: 'loss' | 'metric';
  readonly name: Text;
  /** Short name: "BCE", "GIoU". */
  readonly abbreviation?: string;
  readonly tasks: readonly Task[];
  readonly family: Family;
  /** Layouts that it takes; with several, the shapes decide (equal shapes: the first). */
  readonly layouts: readonly Layout[];
  readonly parameters: readonly Parameter[];
  readonly prediction: (params: Parameters) => PredictionDomain;
  readonly label: (params: Parameters, layout: Layout) => LabelDomain;
  readonly form: (setting: Setting) => Form;
  readonly note: Note;
  readonly presets: readonly Preset[];
  readonly aliases: readonly Alias[];
  /** Extra inputs it needs or takes, by name. */
  readonly inputs?: Readonly<Record<string, ExtraInput>>;
  /** What is refused before anything is computed; `columns` limits how many classes there are. */
  readonly limits?: (
    params: Parameters,
  ) => Readonly<Partial<Record<'prediction' | 'label' | 'columns', Limit>>>;
  /** Why it has no gradient, where it has none. */
  readonly noGradient?: Text;
}

export function numberOf(params: Parameters, name: string): number | null {
  const value: ParameterValue | undefined = params[name];
  return typeof value === 'number' ? value : null;
}

export function textOf(params: Parameters, name: string): string {
  const value: ParameterValue | undefined = params[name];
  return typeof value === 'string' ? value : '';
}
