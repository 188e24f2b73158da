// What the extension does for its webviews: saves, copies, opens, computes. The same for all of them.
import { commands, env, l10n, Uri, window, workspace, type LogOutputChannel } from 'vscode';
import type { FromView, SaveFile, VisualizerState } from '../../protocol/views';
import type { CommandId } from '../commandIds';
import type { Computations } from '../computations';
import { settleKey } from '../failureNotice';
import { uriOf } from '../files';
import { loadCatalogue } from '../lazyCatalogue';
import { applyRemedy } from '../remedies';
import { splitSource } from '../requestSources';
import type { ComputeRequest } from '../../protocol/compute';
import type { Remedy } from '../../protocol/errors';
import { LINK_PATH, linkQuery } from '../visualizerLink';
import { linkOf } from './links';

/** Messages that the view's own side answers. */
const ANSWERED = [
  'ready',
  'evaluate',
  'loadImage',
  'runExperiment',
  'cancelExperiment',
] as const satisfies readonly FromView['kind'][];

/** What is done the same for every view. */
export type ActionMessage = Exclude<FromView, { kind: (typeof ANSWERED)[number] }>;

export function isAction(message: FromView): message is ActionMessage {
  return !ANSWERED.some((kind) => kind === message.kind);
}

export class ViewActions {
  constructor(
    private readonly computations: Computations,
    private readonly log: LogOutputChannel,
  ) {}

  /** Does what a message asks for. A failure is shown, and never thrown. */
  async handle(message: ActionMessage): Promise<void> {
    try {
      await this.act(message);
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  /** Sends the request that a remedy makes of the one that failed. */
  async remedy(request: ComputeRequest, remedy: Remedy): Promise<void> {
    const chosen = await settleKey(remedy);
    if (chosen === undefined) return;
    const { findDeclaration } = await loadCatalogue();
    const takesLogits = (id: string): boolean =>
      findDeclaration(id)?.parameters.some(
        (each) => each.kind === 'choice' && each.name === 'input' && each.choices.includes('logits'),
      ) ?? false;
    await this.computations.run(applyRemedy(request, chosen, takesLogits));
  }

  private async act(message: ActionMessage): Promise<void> {
    switch (message.kind) {
      case 'save':
        return save(message);
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage(l10n.t('Copied: {0}', message.what), 3_000);
        return;
      case 'compute':
        await this.computations.run(message.request);
        return;
      case 'remedy':
        return this.remedy(message.request, message.remedy);
      case 'cancel':
        return this.computations.cancel();
      case 'copyLink':
        return copyLink(message.state);
      case 'insertCode': {
        const { loss, layout } = message;
        await commands.executeCommand('lossary.insertAsCode' satisfies CommandId, {
          ...loss,
          ...(layout && { layout }),
        });
        return;
      }
      case 'openVisualizer':
        await commands.executeCommand('lossary.openVisualizer' satisfies CommandId, message.state);
        return;
      case 'open':
        return open(message.target);
      case 'error':
        this.log.error(`A view failed: ${message.message}`);
    }
  }
}

async function copyLink(state: VisualizerState): Promise<void> {
  const link = `${env.uriScheme}://lossary.lossary${LINK_PATH}?${linkQuery(state)}`;
  await env.clipboard.writeText(link);
  window.setStatusBarMessage(l10n.t('Copied: {0}', l10n.t('a link to this view')), 3_000);
}

async function save({ suggestedName, content }: SaveFile): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(
    folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, suggestedName) },
  );
  if (target === undefined) return;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  await workspace.fs.writeFile(target, bytes);
  window.setStatusBarMessage(l10n.t('Saved {0}', suggestedName), 3_000);
}

/** A link goes to the browser, a text file to an editor, and what an editor cannot show to the explorer. */
async function open(target: string): Promise<void> {
  const link = linkOf(target);
  if (link !== undefined) {
    await env.openExternal(Uri.parse(link, true));
    return;
  }
  const uri = uriOf(splitSource(target).file);
  const isText = /\.(?:csv|tsv|jsonl?|py|md|txt)$/i.test(uri.path);
  await commands.executeCommand(isText ? 'vscode.open' : 'revealInExplorer', uri);
}
