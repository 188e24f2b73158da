// Whether a text may hold anything that a rule speaks about, before a parser is loaded for it.

/** What imports the losses of the rules names PyTorch or torchvision. A Dice loss may be written out with any library. */
const WORDS = /torch|dice/i;

export function mayHaveProblems(python: string): boolean {
  return WORDS.test(python);
}
