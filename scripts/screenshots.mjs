// npm run screenshots: runs the end-to-end tests that show each view, and keeps their pictures in docs/.
import { copyFile } from 'node:fs/promises';
import { runEndToEnd } from './test/steps.mjs';

/** Which test takes which pictures, each in light and dark. */
const pictures = {
  'e2e/mainJob': 'results',
  'e2e/failures': 'failure',
  'e2e/selection': 'selection-results',
  'e2e/sidebar': 'sidebar',
  'e2e/commands': 'visualizer',
};

for (const [file, view] of Object.entries(pictures)) {
  const { failed } = await runEndToEnd({ file });
  if (failed > 0) {
    console.error(`The pictures of ${view} were not taken: a test failed.`);
    process.exitCode = 1;
    continue;
  }
  for (const theme of ['light', 'dark']) {
    await copyFile(`test/screenshots/${view}-${theme}.png`, `docs/${view}-${theme}.png`);
  }
}
