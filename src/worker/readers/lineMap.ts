// Which line of a file each row came from, where blank lines and line breaks inside of cells shift them.

export class LineMap {
  /** Rows from which on line − row is another number, ascending. */
  private readonly rows: number[] = [];
  private readonly shifts: number[] = [];

  /** Rows must come in order. */
  add(row: number, line: number): void {
    if (this.shifts.at(-1) === line - row) return;
    this.rows.push(row);
    this.shifts.push(line - row);
  }

  lineOf(row: number): number {
    let low = 0;
    let high = this.rows.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.rows[middle]! <= row) low = middle;
      else high = middle;
    }
    return row + (this.shifts[low] ?? 1);
  }
}
