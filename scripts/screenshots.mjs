// npm run screenshots: runs the end-to-end tests that show each view, and keeps their pictures in docs/. A word after
// it (`npm run screenshots -- surface`) takes only pictures of that name.
import { copyFile } from 'node:fs/promises';
import { animate } from './animate.mjs';
import { runEndToEnd } from './test/steps.mjs';

/** Which test takes which pictures, each in light and dark. */
const pictures = {
  'e2e/mainJob': ['results'],
  'e2e/failures': ['failure'],
  'e2e/selection': ['selection-results'],
  'e2e/sidebar': ['sidebar'],
  'e2e/hover': ['hover'],
  'e2e/visualizer.test': ['visualizer-curve', 'visualizer-surface'],
  'e2e/visualizerViews': [
    'visualizer-boxes',
    'visualizer-mask',
    'visualizer-distributions',
    'visualizer-classes',
    'visualizer-thresholds',
  ],
  'e2e/experiments': ['visualizer-experiments'],
};

/** Moving pictures, of the frames that a test keeps. */
const animations = { 'e2e/webview/animation': ['curve', 'boxes'] };

const word = process.argv[2] ?? '';

/**
 * @param {string} file
 * @param {string[]} names
 * @param {(name: string) => Promise<void>} keep
 */
async function take(file, names, keep) {
  if (!names.some((name) => name.includes(word))) return;
  const { failed } = await runEndToEnd({ file });
  if (failed > 0) {
    console.error(`The pictures of ${names.join(', ')} were not taken: a test failed.`);
    process.exitCode = 1;
    return;
  }
  for (const name of names) await keep(name);
}

for (const [file, names] of Object.entries(pictures)) {
  await take(file, names, async (name) => {
    for (const theme of ['light', 'dark'])
      await copyFile(`test/screenshots/${name}-${theme}.png`, `docs/${name}-${theme}.png`);
  });
}

for (const [file, names] of Object.entries(animations)) {
  await take(file, names, async (name) => {
    const bytes = await animate(name, `docs/visualizer-${name}.gif`);
    console.log(`docs/visualizer-${name}.gif: ${Math.round(bytes / 1024)} KB`);
  });
}
