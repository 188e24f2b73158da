// Pieces of a hover's Markdown: text that cannot break out of its place, code, links.
import { plainFormula } from '../../math/plainFormula';
import type { CommandId } from '../commandIds';

/** The commands that a hover may run; its Markdown is trusted for these and no others. */
export const LINKED_COMMANDS = [
  'lossary.openVisualizer',
  'lossary.computeOnFiles',
  'lossary.compareConventions',
] as const satisfies readonly CommandId[];

export type LinkedCommand = (typeof LINKED_COMMANDS)[number];

/** Text as it is. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~$&!]/g, '\\$&');
}

/** A sentence of a note: code stays code, formulas become plain text, emphasis stays. */
export function noteMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`|\$[^$]+\$)/)
    .map((piece) => {
      if (piece.startsWith('`')) return piece;
      if (piece.startsWith('$')) return escaped(plainFormula(piece.slice(1, -1)));
      return piece.replaceAll(/[\\_[\]<>|~&]/g, '\\$&');
    })
    .join('');
}

export function bulleted(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

const LONGEST_CODE = 60;

/** One line of code, shortened where it is long. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > LONGEST_CODE ? `${line.slice(0, LONGEST_CODE - 1)}…` : line;
  const fence = short.includes('`') ? '``' : '`';
  const pad = fence === '``' ? ' ' : '';
  return `${fence}${pad}${short}${pad}${fence}`;
}

export function link(text: string, address: string): string {
  return `[${escaped(text)}](${address.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20')})`;
}

export function commandLink(text: string, command: LinkedCommand, argument: unknown): string {
  const query = encodeURIComponent(JSON.stringify([argument])).replaceAll(
    /[()'!*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return `[${escaped(text)}](command:${command}?${query})`;
}
