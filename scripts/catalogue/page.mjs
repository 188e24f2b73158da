// The catalogue's page in one language, as Markdown: every loss and metric with formula, plot, parameters,
// conventions, names in code, and its note.

/** @typedef {import('../../src/catalogue/declaration').Declaration} Declaration */
/** @typedef {'en' | 'zh'} Language */

/** @type {Readonly<Record<import('../../src/catalogue/declaration').Family, import('../../src/catalogue/declaration').Text>>} */
const FAMILIES = {
  error: { en: 'Errors', zh: '误差' },
  margin: { en: 'Margins', zh: '间隔' },
  distribution: { en: 'Probabilities', zh: '概率' },
  divergence: { en: 'Distributions', zh: '分布' },
  box: { en: 'Boxes', zh: '框' },
  region: { en: 'Regions', zh: '区域' },
  boundary: { en: 'Boundaries', zh: '边界' },
  compound: { en: 'Compounds', zh: '组合' },
  regularizer: { en: 'Regularizers', zh: '正则项' },
  counts: { en: 'Decisions', zh: '判决' },
  ranking: { en: 'Rankings and calibration', zh: '排序与校准' },
  surface: { en: 'Surfaces', zh: '表面' },
};

const WORDS = {
  en: {
    title: 'Catalogue',
    intro:
      'Every loss and metric that Lossary computes. Plots show the loss and its slope as one prediction moves, with all parameters at their defaults. A value is checked against the library that people trust: see `test/golden`.',
    other: '[中文](README.zh-cn.md)',
    formula: 'Formula of',
    curve: 'Loss and slope of',
    noCurve: 'No plot:',
    parameters: 'Parameter | Default | Meaning',
    inputs: 'Further input | | Meaning',
    required: 'required',
    presets: 'Convention | Sets | Why the numbers differ',
    gradient: 'Gradient',
    use: 'Use it for',
    avoid: 'Not for',
    neighbours: 'Neighbours',
    pitfalls: 'Pitfalls',
    names: 'In code',
    sources: 'Sources',
    comma: ', ',
  },
  zh: {
    title: '目录',
    intro:
      'Lossary 能计算的全部损失与指标。图中为一个预测值变化时的损失及其斜率，所有参数取默认值。每个数值都与公认的库核对：见 `test/golden`。',
    other: '[English](README.md)',
    formula: '公式：',
    curve: '损失与斜率：',
    noCurve: '没有曲线图：',
    parameters: '参数 | 默认值 | 含义',
    inputs: '另需输入 | | 含义',
    required: '必需',
    presets: '约定 | 设置 | 数值为何不同',
    gradient: '梯度',
    use: '适用',
    avoid: '不适用',
    neighbours: '相近的损失',
    pitfalls: '陷阱',
    names: '代码中的名称',
    sources: '来源',
    comma: '、',
  },
};

/**
 * @param {readonly Declaration[]} catalogue
 * @param {Language} language
 * @param {ReadonlyMap<string, import('../../src/catalogue/declaration').Text>} plotless why an id has no plot
 * @param {(latex: string) => string} plain a formula inside of a sentence
 */
export function page(catalogue, language, plotless, plain) {
  const words = WORDS[language];
  const families = [...new Set(catalogue.map(({ family }) => family))];
  const index = families.map((family) => {
    const links = catalogue.filter((entry) => entry.family === family).map(({ id }) => `[\`${id}\`](#${id})`);
    return `- **${FAMILIES[family][language]}**: ${links.join(words.comma)}`;
  });
  const sections = families.flatMap((family) => [
    `## ${FAMILIES[family][language]}`,
    ...catalogue
      .filter((entry) => entry.family === family)
      .map((entry) => section(entry, language, plotless.get(entry.id), plain)),
  ]);
  const blocks = [`# ${words.title}`, words.other, words.intro, index.join('\n'), ...sections];
  return `<!-- Made by \`npm run catalogue\` from src/catalogue. -->\n\n${blocks.join('\n\n')}\n`;
}

/**
 * @param {Declaration} entry
 * @param {Language} language
 * @param {import('../../src/catalogue/declaration').Text | undefined} noPlot
 * @param {(latex: string) => string} plain
 */
function section(entry, language, noPlot, plain) {
  const { id, name, abbreviation, note, parameters, presets, inputs = {}, aliases } = entry;
  const words = WORDS[language];
  /** @param {import('../../src/catalogue/declaration').Text} text */
  const say = (text) => text[language].replace(/\$([^$]+)\$/g, (_, latex) => plain(latex));
  /** @param {import('../../src/catalogue/declaration').Text} text */
  const cell = (text) => say(text).replaceAll('|', '\\|');
  const full = abbreviation === undefined ? name[language] : `${name[language]} (${abbreviation})`;
  const plot =
    noPlot === undefined
      ? `![${words.curve} ${name[language]}](plots/${id}.svg)`
      : `*${words.noCurve} ${say(noPlot)}*`;
  return [
    `<a id="${id}"></a>`,
    `### ${full}`,
    `\`${id}\` · ${say(note.summary)}`,
    `![${words.formula} ${name[language]}](formulas/${id}.svg)`,
    plot,
    table(
      words.parameters,
      parameters.map((p) => [
        `\`${p.name}\``,
        p.default === null ? '—' : `\`${JSON.stringify(p.default)}\``,
        cell(p.meaning),
      ]),
    ),
    table(
      words.inputs,
      Object.entries(inputs).map(([input, { required, meaning }]) => [
        `\`${input}\``,
        required ? words.required : '',
        cell(meaning),
      ]),
    ),
    table(
      words.presets,
      presets.map((preset) => [preset.name, settings(preset.params), cell(preset.meaning)]),
    ),
    `**${words.gradient}.** ${say(note.gradient)}`,
    `**${words.use}.** ${say(note.use)} **${words.avoid}.** ${say(note.avoid)}`,
    `**${words.neighbours}.** ${say(note.neighbours)}`,
    `**${words.pitfalls}**\n\n${note.pitfalls.map((pitfall) => `- ${say(pitfall)}`).join('\n')}`,
    ...(aliases.length === 0
      ? []
      : [`**${words.names}**: ${aliases.map(({ path }) => `\`${asWritten(path)}\``).join(words.comma)}`]),
    `**${words.sources}**: ${note.sources.map(({ title, link }) => `[${title}](${link})`).join(words.comma)}`,
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

/**
 * A name as a person types it: Keras takes some as text.
 * @param {string} path
 */
const asWritten = (path) => path.replace(/^keras\.compile\.(.+)$/, "compile(loss='$1')");

/** @param {import('../../src/protocol/compute').Parameters} params */
function settings(params) {
  return Object.entries(params)
    .map(([name, value]) => `\`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}\``)
    .join(' ');
}

/**
 * @param {string} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  if (rows.length === 0) return '';
  return [`| ${head} |`, '| --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}
