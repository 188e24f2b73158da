// What `lossary --help` prints.

export const HELP = `lossary — losses and metrics of prediction and label files

  lossary list [--json]
  lossary compute ID[,ID…] --prediction SRC [--label SRC] [--input NAME=SRC]… [--set NAME=VALUE]…
                  [--preset NAME] [--reduction mean|sum|none] [--gradient OUT.npy] [--json]
  lossary compute --request FILE|-        one request as JSON, or an array of them
  lossary experiment [ID [--preset NAME] [--set NAME=VALUE]…] [--json]
                                          a claim of the notes, settled by computing it

SRC is a path (.npy, .npz, .csv, .tsv, .json, .jsonl), a path with a selector (preds.npz#probs,
table.csv#score, table.csv#p0,p1,p2), or an inline JSON array.
--preset all computes the default and every preset side by side.
The exit status is 0, 2 for wrong usage, 1 for wrong data or where none of what was computed has the
gradient that was to be written. Ctrl-C gives 130 and SIGTERM 143, and leaves no unfinished file.
`;
