// The status bar item with the last result; a click brings the results back.
import { l10n, MarkdownString, StatusBarAlignment, window, type Disposable } from 'vscode';
import type { ComputationResult, ComputeResult } from '../protocol/compute';
import type { CommandId } from './commandIds';

export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('lossary.result', StatusBarAlignment.Left, 0);

  constructor() {
    this.item.name = l10n.t('Lossary: last result');
    this.item.command = 'lossary.showResults' satisfies CommandId;
  }

  show({ results }: ComputeResult): void {
    const [first] = results;
    if (first === undefined) return;
    const more = results.length > 1 ? ` +${results.length - 1}` : '';
    this.item.text = `$(graph-line) ${nameAndValue(first)}${more}`;
    const lines = results.map((each) => `- ${nameAndValue(each).replaceAll('_', '\\_')}`);
    this.item.tooltip = new MarkdownString([l10n.t('Last result'), '', ...lines].join('\n'));
    this.item.accessibilityInformation = {
      label: l10n.t('Lossary, last result: {0}', results.map(nameAndValue).join(', ')),
    };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function nameAndValue({ id, value }: ComputationResult): string {
  if (typeof value === 'number') return `${id} ${Number(value.toPrecision(5))}`;
  return Array.isArray(value) ? `${id} […]` : `${id} {…}`;
}
