// The pictures of the catalogue's page: the formula, and the curves of loss and slope, as SVG files that follow the
// reader's light or dark scheme by themselves.

/** Colours of the label's curves, the first for a positive one. */
const LIGHT = ['#0969da', '#bc4c00'];
const DARK = ['#58a6ff', '#f0883e'];

const STYLE = `svg{background:#fff;color:#1f2328}.frame{stroke:#d1d9e0}.quiet{fill:#59636e}.a{stroke:${LIGHT[0]}}.b{stroke:${LIGHT[1]}}text.a{fill:${LIGHT[0]};stroke:none}text.b{fill:${LIGHT[1]};stroke:none}@media(prefers-color-scheme:dark){svg{background:#0d1117;color:#f0f6fc}.frame{stroke:#3d444d}.quiet{fill:#9198a1}.a{stroke:${DARK[0]}}.b{stroke:${DARK[1]}}text.a{fill:${DARK[0]}}text.b{fill:${DARK[1]}}}`;

const FONT = 'font-family="system-ui,-apple-system,Segoe UI,sans-serif" font-size="12"';

/** Around a formula. */
const PADDING = 8;

/**
 * @param {{ outlines: string[], formulas: Record<string, import('../build/formulas.mjs').Formula> }} made
 * @param {string} id
 * @param {string} title what a screen reader says
 */
export function formulaPicture({ outlines, formulas }, id, title) {
  const formula = formulas[id];
  if (formula === undefined) throw new Error(`There is no formula of ${id}.`);
  const { width, height, viewBox, body } = formula;
  const outlined = body.replace(/ d="#(\d+)"/g, (_, at) => ` d="${outlines[Number(at)]}"`);
  const [w, h] = [width + 2 * PADDING, height + 2 * PADDING];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" role="img"><title>${escape(title)}</title>` +
    `<style>${STYLE}</style><svg x="${PADDING}" y="${PADDING}" width="${width}" height="${height}" viewBox="${viewBox}">` +
    `${outlined}</svg></svg>\n`
  );
}

/**
 * @typedef {{ label: string, x: Float64Array, loss: Float64Array, slope: Float64Array }} Curve
 * @param {readonly Curve[]} curves one a label
 * @param {{ variable: string, range: readonly [number, number], title: string }} axis
 */
export function curvePicture(curves, { variable, range, title }) {
  const [width, height, gap] = [340, 210, 12];
  const panels = /** @type {const} */ (['loss', 'slope']).map((what, at) => {
    const name = what === 'loss' ? 'L' : `∂L/∂${variable}`;
    return `<g transform="translate(${at * (width + gap)},0)">${panel(curves, what, name, variable, range, width, height)}</g>`;
  });
  const legend =
    curves.length > 1
      ? curves
          .map(
            ({ label }, i) =>
              `<text class="${className(i)}" x="${56 + 64 * i}" y="${height + 16}">${escape(label)}</text>`,
          )
          .join('')
      : '';
  const [w, h] = [2 * width + gap, height + (legend === '' ? 4 : 26)];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" ${FONT}>` +
    `<title>${escape(title)}</title><style>${STYLE}</style>${panels.join('')}${legend}</svg>\n`
  );
}

/** @param {number} i */
const className = (i) => (i === 0 ? 'a' : 'b');

/**
 * One plot with its axes.
 * @param {readonly Curve[]} curves
 * @param {'loss' | 'slope'} what
 * @param {string} name
 * @param {string} variable
 * @param {readonly [number, number]} range
 * @param {number} width
 * @param {number} height
 */
function panel(curves, what, name, variable, [low, high], width, height) {
  const [left, top, right, bottom] = [48, 22, width - 10, height - 24];
  const [floor, ceiling] = extent(
    curves.flatMap((curve) => [...curve[what]]),
    what,
  );
  /** @param {number} v */
  const px = (v) => left + ((v - low) / (high - low)) * (right - left);
  /** @param {number} v */
  const py = (v) => bottom - ((v - floor) / (ceiling - floor)) * (bottom - top);
  const grid = ticks(floor, ceiling, 4).map(
    (v) =>
      `<path class="frame" d="M${left} ${round(py(v))}H${right}"/><text class="quiet" x="${left - 6}" y="${round(py(v)) + 4}" text-anchor="end">${shown(v)}</text>`,
  );
  const feet = ticks(low, high, 5).map(
    (v) =>
      `<text class="quiet" x="${round(px(v))}" y="${bottom + 16}" text-anchor="middle">${shown(v)}</text>`,
  );
  const lines = curves.map(
    (curve, i) =>
      `<path class="${className(i)}" d="${path(curve.x, curve[what], px, py, floor, ceiling)}" fill="none" stroke-width="2" stroke-linejoin="round"/>`,
  );
  return (
    `<text x="${left}" y="14" fill="currentColor">${name}</text>` +
    `<text class="quiet" x="${right}" y="14" text-anchor="end">${variable} →</text>${grid.join('')}${feet.join('')}${lines.join('')}`
  );
}

/**
 * What is finite, without the last steep bit where a logarithm or a power leaves the picture; a loss leaves it upwards.
 * @param {readonly number[]} values
 * @param {'loss' | 'slope'} what
 * @returns {[number, number]}
 */
function extent(values, what) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  /** @param {number} q */
  const at = (q) => sorted[Math.round(q * (sorted.length - 1))] ?? 0;
  const loss = what === 'loss';
  let [low, high] = [at(loss ? 0 : 0.04), at(0.96)];
  // A curve without poles is shown whole.
  if (at(1) - at(0) < (loss ? 1.6 : 4) * (high - low)) [low, high] = [at(0), at(1)];
  if (high - low < 1e-9) [low, high] = [low - 0.5, high + 0.5];
  const pad = 0.06 * (high - low);
  return [low - pad, high + pad];
}

/**
 * A line through what lies in the picture; it breaks where it leaves it.
 * @param {Float64Array} xs
 * @param {Float64Array} ys
 * @param {(v: number) => number} px
 * @param {(v: number) => number} py
 * @param {number} floor
 * @param {number} ceiling
 */
function path(xs, ys, px, py, floor, ceiling) {
  let [d, drawing] = ['', false];
  xs.forEach((x, i) => {
    const y = ys[i] ?? NaN;
    const inside = y >= floor && y <= ceiling;
    if (inside) d += `${drawing ? 'L' : 'M'}${round(px(x))} ${round(py(y))}`;
    drawing = inside;
  });
  return d;
}

/**
 * Round numbers, about `count` of them.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? rough;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** @param {number} v */
const round = (v) => Math.round(v * 10) / 10;

/** @param {number} v */
const shown = (v) => String(Number(v.toPrecision(4))).replace('-', '−');

/** @param {string} text */
function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
