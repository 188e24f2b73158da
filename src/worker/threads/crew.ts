// The helper threads of a computation, as the passes see them: engaged for one pass, waited for at its end.
import type { ThreadAnswer, ThreadJob } from './job';
import type { Share } from './share';

export interface Crew {
  /**
   * Offers a pass over `numbers` input numbers to the helpers and does not wait for them.
   * @returns undefined where the pass is too short to be worth it
   */
  engage(job: () => ThreadJob, numbers: number): Engagement | undefined;
}

export interface Engagement {
  readonly share: Share;
  /**
   * Waits for the helpers that took part; those that came too late are left alone.
   * @throws LossaryError `crashed` where one of them has died
   */
  finish(): Promise<readonly ThreadAnswer[]>;
}
