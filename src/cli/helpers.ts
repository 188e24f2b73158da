// The helper threads of large input. They start before the engine is loaded, so that both load at once: a thread that
// starts when the files are open comes when half of the work is done.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArrayInput, ComputeRequest } from '../protocol/compute';
import type { Crew } from '../worker/threads/crew';

/** Bytes of files from which helpers are worth what their start takes from this thread, some milliseconds. */
const WORTH_STARTING = 1 << 27;

/** @returns undefined where the files are too small for more than one thread */
export async function helpersFor(requests: readonly ComputeRequest[]): Promise<Crew | undefined> {
  const sizes = requests.map(({ prediction, label }) => bytesOf(prediction) + bytesOf(label));
  if (Math.max(...sizes) < WORTH_STARTING) return undefined;
  const { NodeCrew } = await import('../worker/threads/crew.node');
  const crew = new NodeCrew(join(__dirname, 'helper.js'));
  void crew.start();
  return crew;
}

function bytesOf(input: ArrayInput | undefined): number {
  if (typeof input !== 'string') return 0;
  try {
    return statSync(input, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0; // an array typed inline is no path
  }
}
