// The title of a dialog: what is known of prediction and label, and that it was guessed, where it was.
import { l10n } from 'vscode';
import { isInline } from '../requestSources';
import type { Draft } from './draft';
import type { Evidence } from './guessRoles';

export function titleOf({ sources, guessed, title }: Draft): string {
  if (title !== undefined) return title;
  const parts = [
    sources['prediction'] === undefined ? '' : l10n.t('prediction {0}', shortName(sources['prediction'])),
    sources['label'] === undefined ? '' : l10n.t('label {0}', shortName(sources['label'])),
  ].filter((part) => part !== '');
  if (parts.length === 0) return l10n.t('Compute Losses and Metrics');
  const why = guessed === undefined ? '' : ` (${reason(guessed)})`;
  return l10n.t('Compute on {0}', parts.join(', ')) + why;
}

function reason(because: readonly Evidence[]): string {
  switch (because[0]) {
    case 'name':
      return l10n.t('guessed from the names');
    case 'wholeNumbers':
      return l10n.t('guessed: labels are whole numbers');
    case 'fewerAxes':
      return l10n.t('guessed from the shapes');
    default:
      return l10n.t('check that this is right');
  }
}

/** A file without its folders; an inline array cut short. */
export function shortName(source: string): string {
  if (isInline(source)) {
    const line = source.replaceAll(/\s+/g, ' ');
    return line.length > 24 ? `${line.slice(0, 23)}…` : line;
  }
  const name = source.split('#')[0] ?? source;
  return source.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
