// Data for every entry that streams over its input, by what it declares: a new loss is among them by itself.
import { CATALOGUE, findDeclaration } from '../../src/catalogue/catalogue';
import type { Declaration, Form, Layout, Setting } from '../../src/catalogue/declaration';
import type { Parameters } from '../../src/protocol/compute';
import { paramsOf, seeded } from '../unit/catalogue/cases';

export interface Case {
  readonly entry: Declaration;
  readonly setting: Setting;
  readonly rows: number;
  readonly columns: number;
  /** How often the rows are repeated: where a number of all of them is wanted beforehand (distances), once. */
  readonly repeats: number;
  readonly name: string;
}

/** Flat numbers, row-major; class ids one a row. */
export type Arrays = Readonly<Record<string, Float64Array>>;

/** What is computed as a sum, or from sums, whatever it is put together of. */
function streams(form: Form): boolean {
  if (form.kind !== 'compound') return form.kind === 'samples' || form.kind === 'groups';
  return form.parts.every(({ of, params }) => {
    const part = typeof of === 'string' ? findDeclaration(of) : of;
    return (
      part !== undefined &&
      streams(part.form(settingFor(part, part.layouts[0] ?? 'elements', 'columns', params, FEW)))
    );
  });
}

/** Columns that stand one by one in a loop, and columns that lie in the lanes. */
const FEW = 5;
const MANY = 40;

/** A prime number of samples, so that repeated ones fall into other lanes each time. */
const SAMPLES = 2039;

/** Most numbers of an image, which cannot be repeated: the reference holds each as an object. */
const MOST_WHOLE = 1e6;

function settingFor(
  entry: Declaration,
  layout: Layout,
  labels: 'index' | 'columns',
  given: Parameters,
  columns: number,
): Setting {
  const vectors = entry.parameters.flatMap((p) =>
    p.kind === 'vector' && p.required === true
      ? [[p.name, Array.from({ length: columns }, (_, k) => 0.5 + (k % 4))] as const]
      : [],
  );
  const ofAll: Parameters = entry.parameters.some(({ name }) => name === 'per') ? { per: 'all' } : {};
  const required = Object.entries(entry.inputs ?? {}).filter(([, input]) => input.required);
  return {
    params: { ...paramsOf(entry), ...Object.fromEntries(vectors), ...ofAll, ...given },
    layout,
    labels,
    inputs: new Set(required.map(([name]) => name)),
  };
}

/** Its defaults, and each choice of each parameter that has some; what a group is says nothing of its sums. */
function variantsOf(entry: Declaration): Parameters[] {
  const choices = entry.parameters.flatMap((p) =>
    p.kind === 'choice' && p.name !== 'per'
      ? p.choices.filter((c) => c !== p.default).map((c) => ({ [p.name]: c }))
      : [],
  );
  return [{}, ...choices];
}

function layoutsOf(entry: Declaration): [Layout, number][] {
  // What is put together at run time has the layouts of its parts; these parts are elementwise.
  if (entry.parameters.some(({ kind }) => kind === 'text')) return [['elements', 1]];
  const most = entry.limits?.(paramsOf(entry)).columns?.to ?? Infinity;
  return entry.layouts.flatMap((layout): [Layout, number][] => {
    if (layout === 'elements') return [[layout, 1]];
    if (layout === 'boxes') return [[layout, 4]];
    return layout === 'classes' || layout === 'distributions'
      ? [...new Set([FEW, MANY].map((columns) => Math.min(columns, most)))].map((columns) => [
          layout,
          columns,
        ])
      : [];
  });
}

/** @param numbers how many the prediction has at least */
export function casesOf(entry: Declaration, numbers: number): Case[] {
  return layoutsOf(entry).flatMap(([layout, columns]) =>
    variantsOf(entry).flatMap((given) => {
      const setting = settingFor(entry, layout, layout === 'classes' ? 'index' : 'columns', given, columns);
      let form: Form;
      try {
        form = entry.form(setting);
      } catch {
        return []; // a setting that the entry refuses
      }
      // Distances are taken in images, and the rows of classes here are none.
      const whole = needsWhole(form);
      if (!streams(form) || (whole && layout !== 'elements')) return [];
      const rows = Math.ceil((whole ? Math.min(numbers, MOST_WHOLE) : SAMPLES) / columns) | 1;
      const changed = Object.entries(given).map(([name, value]) => `, ${name} ${String(value)}`);
      return [
        {
          entry,
          setting,
          rows,
          columns,
          repeats: whole ? 1 : Math.ceil(numbers / (rows * columns)),
          name: `${entry.id} (${layout}${columns > 1 ? ` of ${columns}` : ''}${changed.join('')})`,
        },
      ];
    }),
  );
}

const FIELDS = [
  'borderProximity',
  'signedDistance',
  'signedDistanceKervadec',
  'labelDistance',
  'predictionDistance',
];

function needsWhole(form: Form): boolean {
  if (form.kind === 'compound')
    return form.parts.some(({ of, params }) => {
      const part = typeof of === 'string' ? findDeclaration(of) : of;
      return part !== undefined && needsWhole(part.form(settingFor(part, 'elements', 'columns', params, 1)));
    });
  return form.kind === 'samples' && Object.values(form.derived ?? {}).some((what) => FIELDS.includes(what));
}

export function allCases(numbers: number): Case[] {
  return CATALOGUE.flatMap((entry) => casesOf(entry, numbers));
}

/** Random numbers of the case's domains; of float32 input as float32 holds them. */
export function arraysOf({ entry, setting, rows, columns }: Case, dtype: 'float32' | 'float64'): Arrays {
  const random = seeded(7 + entry.id.length);
  const { params, layout } = setting;
  const round = dtype === 'float32' ? Math.fround : (v: number) => v;
  const between = (min: number, max: number): number => round(min + (max - min) * random());
  const filled = (count: number, make: () => number): Float64Array =>
    Float64Array.from({ length: count }, make);
  const count = rows * columns;
  const distributions = (): Float64Array => {
    const out = filled(count, () => 0.02 + random() ** 3);
    for (let row = 0; row < rows; row++) {
      const part = out.subarray(row * columns, (row + 1) * columns);
      const sum = part.reduce((a, b) => a + b, 0);
      part.forEach((v, k) => (part[k] = round(v / sum)));
    }
    return out;
  };
  const boxes = (): Float64Array => {
    const out = new Float64Array(4 * rows);
    for (let i = 0; i < out.length; i += 4) {
      const [x, y] = [between(0, 50), between(0, 50)];
      out.set([x, y, round(x + between(5, 60)), round(y + between(5, 60))], i);
    }
    return out;
  };
  const domain =
    params['input'] === 'raw' || entry.id === 'combine' || entry.id === 'structural_risk'
      ? 'probability'
      : entry.prediction(params);
  const isPositive = entry.id === 'msle' || (entry.id === 'poisson_nll' && params['logInput'] === false);
  const predictions = (): Float64Array => {
    if (layout === 'boxes') return boxes();
    const ofRows = layout === 'distributions' || layout === 'classes';
    if (domain === 'distribution' || (domain === 'probability' && ofRows)) return distributions();
    if (domain === 'probability') return filled(count, () => between(0.001, 0.999));
    if (domain === 'logProbability') return distributions().map((v) => round(Math.log(v)));
    if (domain === 'logit') return filled(count, () => between(-6, 6));
    return filled(count, () => (isPositive ? between(0, 4) : between(-3, 3)));
  };
  const labels = (): Float64Array => {
    const of = entry.label(params, layout);
    if (layout === 'boxes') return boxes();
    if (layout === 'classes') return filled(rows, () => Math.floor(random() * columns));
    if (of === 'distribution') return distributions();
    if (of === 'binary' || entry.id === 'combine') return filled(count, () => (random() < 0.3 ? 1 : 0));
    if (of === 'sign') return filled(count, () => (random() < 0.4 ? 1 : -1));
    if (entry.id === 'poisson_nll') return filled(count, () => Math.floor(between(0, 6)));
    return filled(count, () => (isPositive ? between(0, 4) : between(-3, 3)));
  };
  const extras = [...setting.inputs].map((name) => {
    const shape = entry.inputs?.[name]?.shape;
    const length =
      shape === 'row' ? rows : shape === 'columns' ? columns : shape === 'labelRow' ? columns ** 2 : count;
    const make = name === 'target' ? () => (random() < 0.5 ? 1 : -1) : () => between(0.5, 3);
    return [name, filled(length, make)] as const;
  });
  return { prediction: predictions(), label: labels(), ...Object.fromEntries(extras) };
}
