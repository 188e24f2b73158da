// How files are named in requests, and the bytes of those that the worker cannot open itself.
import { FileType, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { LossaryError } from '../protocol/errors';
import type { ProvidedFiles } from '../protocol/messages';
import { isInline } from './requestSources';

/** Relative to the first folder of the workspace where it is inside of it, else a path, else an address. */
export function nameOf(uri: Uri): string {
  const folder = firstFolder()?.uri;
  const inside =
    folder?.scheme === uri.scheme &&
    folder.authority === uri.authority &&
    uri.path.startsWith(withSlash(folder.path));
  if (!inside) return uri.scheme === 'file' ? uri.fsPath : uri.toString();
  const relative = uri.path.slice(withSlash(folder.path).length);
  return isInline(relative) || isAddress(relative) ? `./${relative}` : relative;
}

/** The file that a name without selector stands for. */
export function uriOf(name: string): Uri {
  if (isAddress(name)) return Uri.parse(name, true);
  const folder = firstFolder()?.uri;
  const isAbsolute = /^(?:[\\/]|[a-zA-Z]:[\\/])/.test(name);
  return isAbsolute || folder === undefined ? Uri.file(name) : Uri.joinPath(folder, name);
}

/** The folder that relative names are relative to, where it is on disk. */
export function diskFolder(): string | undefined {
  const uri = firstFolder()?.uri;
  return uri?.scheme === 'file' ? uri.fsPath : undefined;
}

/** Bytes of every named file that is not on disk. @throws LossaryError where one cannot be read */
export async function readProvided(names: readonly string[]): Promise<ProvidedFiles> {
  const remote = names.map((name) => ({ name, uri: uriOf(name) })).filter(({ uri }) => uri.scheme !== 'file');
  return Object.fromEntries(
    await Promise.all(remote.map(async ({ name, uri }) => [name, await readWhole(name, uri)] as const)),
  );
}

async function readWhole(name: string, uri: Uri): Promise<ArrayBuffer> {
  try {
    const bytes = await workspace.fs.readFile(uri);
    return bytes.slice().buffer;
  } catch (error) {
    const type = await workspace.fs.stat(uri).then(
      (stat) => stat.type,
      () => undefined,
    );
    const isFolder = type !== undefined && (type & FileType.Directory) !== 0;
    throw new LossaryError({
      code: type === undefined ? 'notFound' : 'unreadable',
      file: name,
      message: isFolder
        ? 'this is a folder.'
        : type === undefined
          ? 'the file does not exist.'
          : `the file cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      fix: isFolder ? 'Choose a file inside of it.' : 'Check the name, or choose another file.',
    });
  }
}

function firstFolder(): WorkspaceFolder | undefined {
  return workspace.workspaceFolders?.[0];
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** `memfs:/a.npy` is one, `C:\a.npy` is a path. */
function isAddress(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z\d+.-]+:/.test(name);
}
