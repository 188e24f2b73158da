// The step that asks for the file of an input: the workspace's data files, or any other by the system's dialog.
import { l10n, QuickPickItemKind, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import { nameOf } from '../files';
import { EXTENSIONS, splitSource } from '../requestSources';
import type { Draft } from './draft';
import { titleOf } from './draftTitle';
import { baseOf, folderOf, orderFiles } from './orderFiles';
import { pick } from './quickPick';
import type { Step } from './steps';

interface FilePick extends QuickPickItem {
  /** Absent on the item that opens the system's dialog. */
  readonly name?: string;
}

const INCLUDE = `**/*.{${EXTENSIONS.join(',')}}`;
const EXCLUDE = '**/{node_modules,.git,.venv,venv,__pycache__,site-packages,.vscode,.vscode-test}/**';
const AT_MOST = 5_000;

/** @param remembered source by input, as used last */
export function pickFile(input: string, remembered: Readonly<Record<string, string>>): Step<Draft> {
  return async (draft, canGoBack) => {
    if (draft.given.includes(input)) return { kind: 'skip', draft };
    const recent = fileOf(draft.sources[input] ?? lastUsed(input, draft, remembered));
    const beside = fileOf(Object.values(draft.sources)[0]);
    const names = dataFiles().then((all) => orderFiles(all, { input, recent, beside }));
    const chosen = await pick<FilePick>({
      title: titleOf(draft),
      placeholder: placeholderOf(input),
      canGoBack,
      items: names.then((all) => itemsOf(all, recent)),
      preselect: ({ name }) => name !== undefined && name === recent,
    });
    if (chosen === 'back' || chosen === 'cancel') return { kind: chosen };
    const name = chosen[0]?.name ?? (await browse(input));
    if (name === undefined) return { kind: 'cancel' };
    return { kind: 'next', draft: { ...draft, sources: { ...draft.sources, [input]: name } } };
  };
}

/** What goes with a prediction is remembered together with it: another prediction has other labels. */
function lastUsed(
  input: string,
  { sources }: Draft,
  remembered: Readonly<Record<string, string>>,
): string | undefined {
  const same = fileOf(sources['prediction']) === fileOf(remembered['prediction']);
  return input === 'prediction' || same ? remembered[input] : undefined;
}

function placeholderOf(input: string): string {
  if (input === 'prediction') return l10n.t('File with the predictions');
  if (input === 'label') return l10n.t('File with the labels; may be the same file');
  return l10n.t('File with the {0}', input);
}

async function dataFiles(): Promise<string[]> {
  const found = await workspace.findFiles(INCLUDE, EXCLUDE, AT_MOST);
  return found.map(nameOf);
}

function itemsOf(names: readonly string[], recent: string | undefined): FilePick[] {
  const toItem = (name: string): FilePick => ({ name, label: baseOf(name), description: folderOf(name) });
  const separator = (label: string): FilePick => ({ label, kind: QuickPickItemKind.Separator });
  const others = names.filter((name) => name !== recent);
  return [
    ...(others.length < names.length && recent !== undefined
      ? [separator(l10n.t('Last used')), toItem(recent)]
      : []),
    ...(others.length > 0 ? [separator(l10n.t('In this workspace')), ...others.map(toItem)] : []),
    separator(''),
    { label: `$(folder-opened) ${l10n.t('Browse…')}`, alwaysShow: true },
  ];
}

async function browse(input: string): Promise<string | undefined> {
  const chosen: Uri[] | undefined = await window.showOpenDialog({
    title: placeholderOf(input),
    filters: { [l10n.t('Arrays and tables')]: [...EXTENSIONS], [l10n.t('All files')]: ['*'] },
  });
  return chosen?.[0] === undefined ? undefined : nameOf(chosen[0]);
}

function fileOf(source: string | undefined): string | undefined {
  return source === undefined ? undefined : splitSource(source).file;
}
