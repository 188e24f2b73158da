// Settings and random data for every entry: what the tests over the whole catalogue run through.
import type { Declaration, Layout, PredictionDomain, Setting } from '../../../src/catalogue/declaration';
import { symbolsOf } from '../../../src/math/expression';
import type { Parameters } from '../../../src/protocol/compute';
import { defaultsOf, type Data } from './evaluateForm';

export const COLUMNS = 3;
export const ROWS = 4;

/** A free-text parameter needs some text. */
const TEXTS: Readonly<Record<string, string>> = { expression: '0.5*dice(smooth=1e-5) + bce' };

export function paramsOf(entry: Declaration, params: Parameters = {}): Parameters {
  const texts = Object.fromEntries(
    entry.parameters.flatMap(({ kind, name, default: value }) =>
      kind === 'text' && value === null ? [[name, TEXTS[name] ?? '']] : [],
    ),
  );
  const vectors = Object.fromEntries(
    entry.parameters.flatMap((parameter) =>
      parameter.kind === 'vector' && parameter.required === true ? [[parameter.name, [0.5, 2, 1]]] : [],
    ),
  );
  return { ...defaultsOf(entry), ...texts, ...vectors, ...params };
}

/** Each preset and each choice in each layout, with labels as indices and as columns. */
export function settingsOf(entry: Declaration): Setting[] {
  const all: Parameters[] = [
    {},
    ...entry.presets.map(({ params }) => params),
    ...entry.parameters.flatMap((parameter) =>
      parameter.kind === 'choice' ? parameter.choices.map((choice) => ({ [parameter.name]: choice })) : [],
    ),
    ...entry.parameters.flatMap((parameter) =>
      parameter.kind === 'switch' ? [{ [parameter.name]: !parameter.default }] : [],
    ),
  ];
  const variants = [
    ...new Map(all.map((params) => [JSON.stringify(paramsOf(entry, params)), params])).values(),
  ];
  // What is put together at run time has the layouts of its parts; these parts are elementwise.
  const layouts = entry.parameters.some(({ kind }) => kind === 'text')
    ? (['elements'] as const)
    : entry.layouts;
  return layouts.flatMap((layout) =>
    variants.flatMap((params) =>
      (layout === 'classes' ? (['index', 'columns'] as const) : (['columns'] as const)).map((labels) => ({
        params: paramsOf(entry, params),
        layout,
        labels,
        inputs: new Set(Object.keys(entry.inputs ?? {})),
      })),
    ),
  );
}

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random numbers of several kinds from one seed. */
class Draw {
  constructor(private readonly random: () => number) {}

  between(min: number, max: number, count: number): number[] {
    return Array.from({ length: count }, () => min + (max - min) * this.random());
  }

  one(choices: readonly number[], count: number): number[] {
    return this.between(0, choices.length, count).map((v) => choices[Math.floor(v)] ?? NaN);
  }

  /** Rows that sum to 1, every number well above 0. */
  distributions(rows: number): number[] {
    return Array.from({ length: rows }, () => this.between(0.1, 1, COLUMNS)).flatMap((row) => {
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((v) => v / sum);
    });
  }

  /** Boxes of some size, as corners. */
  boxes(rows: number): number[] {
    return Array.from({ length: rows }, () => this.between(0, 3, 4)).flatMap(
      ([x = 0, y = 0, w = 0, h = 0]) => [x, y, x + 1 + w, y + 1 + h],
    );
  }
}

function predictions(domain: PredictionDomain, layout: Layout, draw: Draw): number[] {
  const count = layout === 'elements' ? ROWS : ROWS * COLUMNS;
  if (layout === 'boxes') return draw.boxes(ROWS);
  if (domain === 'distribution' || (domain === 'probability' && layout === 'classes'))
    return draw.distributions(ROWS);
  if (domain === 'probability') return draw.between(0.05, 0.95, count);
  if (domain === 'logProbability') return draw.distributions(ROWS).map(Math.log);
  return draw.between(-3, 3, count);
}

function labels(entry: Declaration, { params, layout, labels: kind }: Setting, draw: Draw): number[] {
  const domain = entry.label(params, layout);
  if (layout === 'boxes') return draw.boxes(ROWS);
  if (layout === 'classes') {
    const indices = draw.one([0, 1, 2], ROWS);
    return kind === 'index' ? indices : indices.flatMap((k) => [0, 1, 2].map((i) => (i === k ? 1 : 0)));
  }
  if (domain === 'distribution') return draw.distributions(ROWS);
  if (domain === 'binary') return [1, ...draw.one([0, 1], ROWS - 2), 0];
  if (domain === 'sign') return draw.one([-1, 1], ROWS);
  return draw.between(-3, 3, layout === 'elements' ? ROWS : ROWS * COLUMNS);
}

/** Extra inputs and derived arrays that the form reads, positive numbers at the level of their symbol. */
function extras(entry: Declaration, setting: Setting, draw: Draw): Record<string, number[]> {
  const form = entry.form(setting);
  const names = new Set([
    ...Object.keys(entry.inputs ?? {}),
    ...(form.kind === 'samples' ? Object.keys(form.derived ?? {}) : []),
    ...(form.kind === 'compound' ? ['signedDistance', 'labelDistance', 'predictionDistance'] : []),
  ]);
  const root = form.kind === 'samples' ? form.loss : form.kind === 'groups' ? form.value : undefined;
  const wanted = root === undefined ? [] : symbolsOf(root).filter(({ name }) => names.has(name));
  const columns = setting.layout === 'classes' ? COLUMNS : 1;
  const found = Object.fromEntries(
    wanted.map(({ name, level }) => {
      const count = level === 'column' ? ROWS * COLUMNS : ROWS;
      if (name === 'target') return [name, draw.one([-1, 1], count)];
      if (name === 'positiveShare') return [name, draw.between(0.1, 0.9, count)];
      if (name !== 'classCounts') return [name, draw.between(0.5, 4, count)];
      const counts = draw.one([1, 2, 3, 7], COLUMNS);
      return [name, Array.from({ length: ROWS }, () => counts).flat()];
    }),
  );
  if (form.kind !== 'compound') return found;
  const fields = ['signedDistance', 'labelDistance', 'predictionDistance'];
  return {
    weights: draw.between(-2, 2, ROWS),
    ...Object.fromEntries(fields.map((name) => [name, draw.between(0.5, 4, ROWS * columns)])),
  };
}

/** Random data of the entry's domains for a setting, the same for the same seed. */
export function dataFor(entry: Declaration, setting: Setting, seed: number): Data {
  const { params, layout } = setting;
  const draw = new Draw(seeded(seed));
  const sign = positive(entry.id, params) ? Math.abs : (v: number) => v;
  return {
    layout,
    labels: setting.labels,
    rows: ROWS,
    columns: layout === 'elements' || layout === 'boxes' ? 1 : COLUMNS,
    prediction: predictions(domainOf(entry, params), layout, draw).map(sign),
    label: labels(entry, setting, draw).map(sign),
    extra: extras(entry, setting, draw),
    inputs: [...setting.inputs],
    params,
  };
}

/** Raw masks, and whatever a combination is made of, are given probabilities. */
function domainOf(entry: Declaration, params: Parameters): PredictionDomain {
  return params['input'] === 'raw' || entry.id === 'combine' ? 'probability' : entry.prediction(params);
}

/** Entries whose numbers must be positive for the loss to be finite. */
function positive(id: string, params: Parameters): boolean {
  return id === 'msle' || (id === 'poisson_nll' && params['logInput'] === false);
}
