// Work in small steps: a generator yields after each, so that whoever runs it may let others work in between.

/** All steps at once. */
export function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
