// Opens what a link leads to, or says what is wrong with it.
import { l10n, window, type Uri } from 'vscode';
import { isBad, LINK_PATH, parseLink, type BadLink } from './visualizerLink';
import type { VisualizerPanel } from './views/visualizerPanel';

export async function openLink(visualizer: VisualizerPanel, { path, query }: Uri): Promise<void> {
  const state = parseLink(path, query);
  if (isBad(state)) void window.showErrorMessage(l10n.t('Lossary cannot open this link: {0}', wrong(state)));
  else await visualizer.show(state);
}

function wrong({ problem, where }: BadLink): string {
  switch (problem) {
    case 'path':
      return l10n.t('it leads to {0}, and only {1} is known.', where, LINK_PATH);
    case 'empty':
      return l10n.t('it holds no state. Copy the link again.');
    case 'damaged':
      return l10n.t('its state is cut off or damaged. Copy the link again.');
    case 'state':
      return l10n.t('its state is wrong at {0}. Copy the link again.', where);
  }
}
