// A failure above the last result: what is wrong, where, what to do, and one-click ways out.
import { html, nothing, type TemplateResult } from 'lit';
import type { Remedy } from '../../src/protocol/errors';
import type { FromView, ShowFailure } from '../../src/protocol/views';
import type { Say } from '../shared/words';

export interface FailureOptions {
  readonly failure: ShowFailure;
  readonly hasResult: boolean;
  readonly say: Say;
  readonly post: (message: FromView) => void;
  readonly onDismiss: () => void;
}

export function failureBanner({ failure, hasResult, say, post, onDismiss }: FailureOptions): TemplateResult {
  const { error, request } = failure;
  const where = [error.file, error.place].filter((part) => part !== undefined && part !== '').join(', ');
  const cancelled = error.code === 'cancelled';
  return html`<section class=${cancelled ? 'banner quiet' : 'banner'} role="alert">
    <div class="banner-text">
      <p class="message">${error.message}</p>
      ${where === '' ? nothing : html`<p><code>${where}</code></p>`}
      ${error.fix === undefined ? nothing : html`<p>${error.fix}</p>`}
      ${hasResult ? html`<p class="muted">${say('keptResult')}</p>` : nothing}
    </div>
    <div class="banner-actions">
      ${(error.remedies ?? [])
        .flatMap(choices)
        .map(
          (remedy) =>
            html`<vscode-button @click=${() => post({ kind: 'remedy', request, remedy })}
              >${remedyText(remedy, say)}</vscode-button
            >`,
        )}
      <vscode-button appearance="secondary" @click=${onDismiss}>${say('dismiss')}</vscode-button>
    </div>
  </section>`;
}

/** One button a key: a remedy that was chosen names a single one. */
function choices(remedy: Remedy): readonly Remedy[] {
  return remedy.kind === 'useKey' ? remedy.keys.map((key) => ({ ...remedy, keys: [key] })) : [remedy];
}

function remedyText(remedy: Remedy, say: Say): string {
  switch (remedy.kind) {
    case 'readAsLogits':
      return say('readAsLogits');
    case 'divideBy255':
      return say(remedy.input === 'label' ? 'divideBy255Label' : 'divideBy255Prediction');
    case 'useKey':
      return say('useKey', remedy.keys[0] ?? '');
  }
}
