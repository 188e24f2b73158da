// A grid of cells with a value each, to look at or to paint on: masks, heat maps, matrices. Cells are coloured from
// the theme, so the picture follows it, and is saved as any other. One cell is under the cursor, for the keyboard.
import { cellsBetween } from './cellsBetween';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Colours for numbers. `diverging` has one hue for each sign and the page's background at 0; `sequential` goes from
 * the background to one hue.
 */
export type CellScale =
  | { readonly kind: 'diverging'; readonly most: number }
  | { readonly kind: 'sequential'; readonly most: number; readonly colour: string };

export interface CellModel {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly values: ArrayLike<number>;
  readonly scale: CellScale;
  /** Cells to outline: where a label is 1. */
  readonly outlined?: ArrayLike<number>;
  readonly cursor: number | undefined;
  /** What a screen reader says of the grid, and of the cell under the cursor. */
  readonly name: string;
  readonly spoken: string;
}

export interface CellActions {
  /** The pointer or the keyboard is at a cell. */
  readonly onCursor: (cell: number | undefined) => void;
  /** A cell is painted: `first` begins a stroke, `again` says that the pointer came there in the same stroke. */
  readonly onPaint?: (cell: number, stroke: 'first' | 'again') => void;
  /** The stroke is over. */
  readonly onEnd?: () => void;
}

export interface CellGrid {
  readonly element: HTMLElement;
  readonly update: (model: CellModel) => void;
  readonly svg: () => SVGSVGElement | undefined;
}

/** Units of the picture for a cell; the picture fills the width that it is given. */
const CELL = 20;

/** How a cell is drawn: the class that gives its hue, and how much of it covers the background, from 0 to 1. */
function lookOf(value: number, { kind, most }: CellScale): readonly [hue: string, share: string] {
  if (Number.isNaN(value)) return ['cell unknown', '1'];
  const share = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
  const hue = kind === 'sequential' ? 'cell' : value < 0 ? 'cell below' : 'cell above';
  return [hue, share.toFixed(2)];
}

export function cellGrid(actions: CellActions): CellGrid {
  const element = document.createElement('div');
  element.className = 'cell-grid';
  const frame = element.appendChild(document.createElement('div'));
  frame.className = 'cells-frame';
  element.tabIndex = 0;
  // The arrow keys are the grid's own, also where it is only looked at.
  element.setAttribute('role', 'application');
  let latest: CellModel | undefined;
  let cells: SVGRectElement[] = [];
  let looks: (readonly [string, string])[] = [];
  let svg: SVGSVGElement | undefined;
  let outline: SVGPathElement | undefined;
  let mark: SVGGElement | undefined;
  let painting: number | undefined;
  // A table that replaces the picture is as high as it was; hidden, it has no height to tell.
  new ResizeObserver(([entry]) => {
    const height = entry?.contentRect.height ?? 0;
    if (height > 0) element.style.height = `${height}px`;
  }).observe(frame);

  const build = ({ rows, columns }: CellModel): void => {
    svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${columns * CELL} ${rows * CELL}`);
    svg.setAttribute('class', 'cells');
    svg.setAttribute('aria-hidden', 'true');
    looks = [];
    const ground = svg.appendChild(document.createElementNS(SVG, 'rect'));
    ground.setAttribute('class', 'cells-ground');
    ground.setAttribute('width', '100%');
    ground.setAttribute('height', '100%');
    cells = Array.from({ length: rows * columns }, (_, i) => {
      const cell = document.createElementNS(SVG, 'rect');
      const [x, y] = [(i % columns) * CELL, Math.floor(i / columns) * CELL];
      for (const [name, value] of Object.entries({ x, y, width: CELL, height: CELL }))
        cell.setAttribute(name, String(value));
      return svg!.appendChild(cell);
    });
    outline = svg.appendChild(document.createElementNS(SVG, 'path'));
    outline.setAttribute('class', 'cells-outline');
    mark = svg.appendChild(document.createElementNS(SVG, 'g'));
    // A rim of the background sets it off from a cell of its own colour.
    for (const name of ['cells-cursor-rim', 'cells-cursor']) {
      const square = mark.appendChild(document.createElementNS(SVG, 'rect'));
      square.setAttribute('class', name);
      square.setAttribute('width', String(CELL));
      square.setAttribute('height', String(CELL));
    }
    frame.style.aspectRatio = `${columns} / ${rows}`;
    frame.replaceChildren(svg);
  };

  const cellAt = (event: PointerEvent): number | undefined => {
    if (latest === undefined || svg === undefined) return undefined;
    const box = svg.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * latest.columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * latest.rows);
    const inside = column >= 0 && row >= 0 && column < latest.columns && row < latest.rows;
    return inside ? row * latest.columns + column : undefined;
  };
  const finish = (): void => {
    if (painting === undefined) return;
    painting = undefined;
    actions.onEnd?.();
  };
  element.addEventListener('pointerdown', (event) => {
    const cell = cellAt(event);
    if (cell === undefined || event.button !== 0 || actions.onPaint === undefined) return;
    element.setPointerCapture(event.pointerId);
    painting = cell;
    actions.onCursor(cell);
    actions.onPaint(cell, 'first');
  });
  element.addEventListener('pointermove', (event) => {
    const cell = cellAt(event);
    if (cell !== latest?.cursor) actions.onCursor(cell);
    if (painting === undefined || cell === undefined || latest === undefined) return;
    for (const passed of cellsBetween(painting, cell, latest.columns)) actions.onPaint?.(passed, 'again');
    painting = cell;
  });
  element.addEventListener('pointerup', finish);
  element.addEventListener('pointercancel', finish);
  element.addEventListener('pointerleave', () => {
    if (painting === undefined && document.activeElement !== element) actions.onCursor(undefined);
  });
  element.addEventListener('keydown', (event) => {
    if (latest === undefined) return;
    const at = latest.cursor ?? 0;
    const moved = steppedCell(event.key, at, latest);
    if (moved !== undefined) {
      event.preventDefault();
      latest = { ...latest, cursor: moved }; // the next key may come before the next frame
      actions.onCursor(moved);
    } else if ((event.key === ' ' || event.key === 'Enter') && actions.onPaint !== undefined) {
      event.preventDefault();
      actions.onPaint(at, 'first');
      actions.onEnd?.();
    }
  });

  return {
    element,
    update: (model) => {
      if (latest?.rows !== model.rows || latest.columns !== model.columns) build(model);
      latest = model;
      const { scale } = model;
      if (scale.kind === 'sequential') svg?.style.setProperty('--cell-hue', scale.colour);
      // Attributes that have changed, and no colour that is to be mixed anew: a stroke redraws thousands of cells.
      cells.forEach((cell, i) => {
        const [hue, share] = lookOf(model.values[i] ?? NaN, scale);
        const [oldHue, oldShare] = looks[i] ?? [];
        if (hue !== oldHue) cell.setAttribute('class', hue);
        if (share !== oldShare) cell.setAttribute('fill-opacity', share);
        looks[i] = [hue, share];
      });
      const border = outlinePath(model);
      if (border !== outline?.getAttribute('d')) outline?.setAttribute('d', border);
      const { cursor, columns } = model;
      mark?.setAttribute('visibility', cursor === undefined ? 'hidden' : 'visible');
      if (cursor !== undefined) {
        const [x, y] = [(cursor % columns) * CELL, Math.floor(cursor / columns) * CELL];
        mark?.setAttribute('transform', `translate(${x} ${y})`);
      }
      element.ariaLabel = model.spoken === '' ? model.name : `${model.name}: ${model.spoken}`;
    },
    svg: () => svg,
  };
}

function steppedCell(key: string, at: number, { rows, columns }: CellModel): number | undefined {
  const [row, column] = [Math.floor(at / columns), at % columns];
  const to = {
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    Home: [row, 0],
    End: [row, columns - 1],
  }[key];
  if (to === undefined) return undefined;
  const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
  return within(to[0] ?? 0, rows) * columns + within(to[1] ?? 0, columns);
}

/** The border between cells that are outlined (above ½) and those that are not. */
function outlinePath({ rows, columns, outlined }: CellModel): string {
  if (outlined === undefined) return '';
  const inside = (row: number, column: number): boolean =>
    row >= 0 &&
    column >= 0 &&
    row < rows &&
    column < columns &&
    (outlined[row * columns + column] ?? 0) > 0.5;
  let d = '';
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      if (inside(row, column) !== inside(row - 1, column)) d += `M${column * CELL},${row * CELL}h${CELL}`;
      if (inside(row, column) !== inside(row, column - 1)) d += `M${column * CELL},${row * CELL}v${CELL}`;
    }
  }
  return d;
}
