// Answers requests in this process. It is loaded when the helper threads of large input have been started.
import type { ComputeResult } from '../protocol/compute';
import { failureOf, type Failed } from '../protocol/errors';
import { nodePlatform } from '../worker/platform.node';
import { parseRequest } from '../worker/run/parseRequest';
import { run } from '../worker/run/run';
import type { Crew } from '../worker/threads/crew';

/** @param signal cancels it */
export async function answer(
  request: unknown,
  crew: Crew | undefined,
  signal: AbortSignal,
): Promise<ComputeResult | Failed> {
  try {
    const context = { signal, progress: () => undefined };
    const platform = nodePlatform({ folder: process.cwd(), ...(crew === undefined ? {} : { crew }) });
    return await run(parseRequest(request), platform, context);
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}
