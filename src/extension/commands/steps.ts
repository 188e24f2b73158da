// A dialog of several steps in which Back returns to the step before, with the choices made until then.

/** What a step gives: the draft with its choice, or what the person wants instead. */
export type Outcome<D> =
  | { readonly kind: 'next'; readonly draft: D }
  /** There was nothing to ask. Back does not stop here. */
  | { readonly kind: 'skip'; readonly draft: D }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

export type Step<D> = (draft: D, canGoBack: boolean) => Promise<Outcome<D>>;

/**
 * @param stepsOf the steps that a draft asks for; later ones may depend on what was chosen before
 * @returns the finished draft, or nothing where the person left
 */
export async function runSteps<D>(
  start: D,
  stepsOf: (draft: D) => readonly Step<D>[],
): Promise<D | undefined> {
  const asked: { index: number; draft: D }[] = [];
  let draft = start;
  let index = 0;
  for (;;) {
    const step = stepsOf(draft)[index];
    if (step === undefined) return draft;
    const outcome = await step(draft, asked.length > 0);
    if (outcome.kind === 'cancel') return undefined;
    if (outcome.kind === 'back') {
      const before = asked.pop();
      if (before === undefined) return undefined;
      ({ index, draft } = before);
      continue;
    }
    if (outcome.kind === 'next') asked.push({ index, draft });
    draft = outcome.draft;
    index++;
  }
}
