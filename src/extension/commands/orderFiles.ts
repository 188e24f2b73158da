// The order in which files are offered for an input: last used, then those whose name and place fit.
import { EXTENSIONS } from '../requestSources';
import { labelScore } from './guessRoles';

export interface FileOrder {
  readonly input: string;
  /** The file used last for this input. */
  readonly recent?: string | undefined;
  /** A file that is already chosen: those beside it come first. */
  readonly beside?: string | undefined;
}

/** Files that projects are full of and that hold no arrays. */
const NO_DATA = /(?:^|\/)(?:package(?:-lock)?|[tj]sconfig[^/]*|\.[^/]*|composer|manifest|settings)\.json$/;

export function orderFiles(names: readonly string[], { input, recent, beside }: FileOrder): string[] {
  const sign = input === 'label' ? 1 : input === 'prediction' ? -1 : 0;
  const rank = (name: string): readonly number[] => [
    name === recent ? 0 : 1,
    beside !== undefined && folderOf(name) === folderOf(beside) ? 0 : 1,
    isText(name) ? 1 : 0,
    -Math.sign(sign * labelScore(baseOf(name))),
  ];
  return names
    .filter((name) => !NO_DATA.test(name))
    .map((name) => ({ name, rank: rank(name) }))
    .sort((a, b) => compare(a.rank, b.rank) || a.name.localeCompare(b.name))
    .map(({ name }) => name);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((value, i) => value !== b[i]);
  return different < 0 ? 0 : a[different]! - b[different]!;
}

/** JSON may be anything; the other formats hold arrays. */
function isText(name: string): boolean {
  return EXTENSIONS.slice(4).some((extension) => name.toLowerCase().endsWith(`.${extension}`));
}

export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}

export function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
