// Which samples the chunks of a range have, worked out one at a time: a list of them would grow with the data.

export interface ChunkPlace {
  readonly start: number;
  readonly rows: number;
}

export class ChunkGrid {
  /** How many chunks there are. */
  readonly count: number;
  private readonly end: number;
  private readonly perRun: number;
  /** The first chunk of the range among those from `origin` on. */
  private readonly first: number;

  /**
   * @param range samples that are to be in some chunk @param step the most that a chunk has
   * @param run samples from one border to the next that no chunk goes over
   * @param origin one of the borders, at most a run in front of the range
   */
  constructor(
    private readonly range: ChunkPlace,
    private readonly step: number,
    private readonly run: number,
    private readonly origin: number,
  ) {
    this.end = range.start + range.rows;
    this.perRun = Math.ceil(run / step);
    this.first = this.indexOf(range.start);
    this.count = range.rows === 0 ? 0 : this.indexOf(this.end - 1) + 1 - this.first;
  }

  place(chunk: number): ChunkPlace {
    const { range, step, run, perRun } = this;
    const index = this.first + chunk;
    const border = this.origin + Math.floor(index / perRun) * run;
    const from = border + (index % perRun) * step;
    const start = Math.max(from, range.start);
    return { start, rows: Math.min(from + step, border + run, this.end) - start };
  }

  private indexOf(sample: number): number {
    const { step, run, perRun } = this;
    const place = sample - this.origin;
    return Math.floor(place / run) * perRun + Math.floor((place % run) / step);
  }
}
