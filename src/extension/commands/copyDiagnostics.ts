// Copy Diagnostics: what a bug report needs, on the clipboard.
import { cpus, release, totalmem } from 'node:os';
import { ColorThemeKind, env, l10n, UIKind, version, window, workspace, type ExtensionContext } from 'vscode';
import type { Client } from '../../client/client';
import type { Computations } from '../computations';
import type { Memory } from '../memory';
import { diagnosticsText, type Facts } from './diagnosticsText';

export interface DiagnosticsContext {
  readonly extension: ExtensionContext['extension'];
  readonly client: Client;
  readonly computations: Computations;
  readonly memory: Memory;
  readonly activationMs: () => number;
}

/** @returns the text that was copied */
export async function copyDiagnostics(context: DiagnosticsContext): Promise<string> {
  const { computations, memory } = context;
  const text = diagnosticsText(facts(context), memory.recall('request'), computations.lastFailure);
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('Copied: {0}', l10n.t('diagnostics')), 3_000);
  return text;
}

function facts({ extension, client, activationMs }: DiagnosticsContext): Facts {
  const folders = workspace.workspaceFolders ?? [];
  const { version: own } = extension.packageJSON as { version: string };
  return {
    Lossary: own,
    'VS Code': `${version}, ${env.appHost}${env.uiKind === UIKind.Web ? ', in a browser' : ''}`,
    Remote: env.remoteName ?? 'none',
    Node: process.version,
    Platform: `${process.platform} ${process.arch} ${release()}`,
    Machine: `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    Language: env.language,
    Theme: ColorThemeKind[window.activeColorTheme.kind],
    Workspace: `${folders.length} folders (${[...new Set(folders.map(({ uri }) => uri.scheme))].join(', ')}), ${
      workspace.isTrusted ? 'trusted' : 'restricted'
    }`,
    Worker: client.running ? 'running' : 'not running',
    Activation: `${activationMs().toFixed(1)} ms`,
  };
}
