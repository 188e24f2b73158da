// Links that open the visualizer in a state: `vscode://lossary.lossary/visualizer?state=…`. The state is packed, since
// some systems cut links of a few thousand characters, and spelt in letters that no program on the way rewrites.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import type { VisualizerState } from '../protocol/views';
import { visualizerState } from './views/visualizerState';

export const LINK_PATH = '/visualizer';

/** The query of a link. */
export function linkQuery(state: VisualizerState): string {
  const json = JSON.stringify(state, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value,
  );
  return `state=${deflateRawSync(json, { level: 9 }).toString('base64url')}`;
}

/** More than any state holds; a link that unpacks to more is none of ours. */
const LONGEST = 4_000_000;

/** What is wrong with a link, and where: the path it has, the field that is wrong. */
export interface BadLink {
  readonly problem: 'path' | 'empty' | 'damaged' | 'state';
  readonly where: string;
}

export function isBad(link: VisualizerState | BadLink): link is BadLink {
  return 'problem' in link;
}

export function parseLink(path: string, query: string): VisualizerState | BadLink {
  if (path !== LINK_PATH) return { problem: 'path', where: path };
  const packed = /(?:^|&)state=([^&]*)/.exec(query)?.[1] ?? '';
  if (packed === '') return { problem: 'empty', where: 'state' };
  let json: unknown;
  try {
    const text = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: LONGEST });
    json = JSON.parse(text.toString(), (_, value: unknown) => numberOf(value) ?? value);
  } catch {
    return { problem: 'damaged', where: 'state' };
  }
  const result = v.safeParse(visualizerState, json);
  if (result.success) return result.output;
  return { problem: 'state', where: v.getDotPath(result.issues[0]) ?? 'state' };
}

/** Numbers that JSON lacks. */
function numberOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('number' in value)) return undefined;
  const { number } = value;
  return number === 'NaN' || number === 'Infinity' || number === '-Infinity' ? Number(number) : undefined;
}
