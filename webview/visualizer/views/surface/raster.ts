// A surface as a picture: colours, contours and arrows on a canvas, drawn anew in every frame while something moves.
import { contours } from 'd3-contour';
import { interpolateViridis } from 'd3-scale-chromatic';
import type { ValueScale } from '../../../shared/valueScale';
import { colourShare } from './surfaceModel';

/** Perceptually even, and read by those who see few colours; the same on every theme. */
export const colourOf = interpolateViridis;

/** The colours as pixels, for each of 256 shares. */
const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    parseInt(colourOf(i / 255).slice(at, at + 2), 16),
  );
  return new Uint32Array(Uint8ClampedArray.of(red, green, blue, 255).buffer)[0]!;
});

export interface Arrow {
  /** In pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** The colour's share where it stands, so that it is drawn in contrast. */
  readonly share: number;
}

export interface Picture {
  readonly values: Float64Array;
  /** Cells along each side. */
  readonly size: number;
  readonly scale: ValueScale;
  readonly arrows: readonly Arrow[];
}

/** How many contours there are. */
const LEVELS = 12;

/** @param ratio device pixels a pixel */
export function paint(
  canvas: HTMLCanvasElement,
  { values, size, scale, arrows }: Picture,
  width: number,
  height: number,
  ratio: number,
): void {
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const shares = values.map((v) => colourShare(scale, v));
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, w, h);
  context.drawImage(cells(shares, size), 0, 0, w, h);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawContours(context, shares, size, width / size, height / size);
  for (const arrow of arrows) drawArrow(context, arrow);
}

let small: HTMLCanvasElement | undefined;

/** One pixel a cell. */
function cells(shares: Float64Array, size: number): HTMLCanvasElement {
  small ??= document.createElement('canvas');
  if (small.width !== size) small.width = small.height = size;
  const context = small.getContext('2d')!;
  const image = context.createImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i]!;
    // What is no number stays transparent.
    if (share === share) pixels[i] = TABLE[share <= 0 ? 0 : share >= 1 ? 255 : Math.round(255 * share)]!;
  }
  context.putImageData(image, 0, 0);
  return small;
}

const onDark = 'rgba(255, 255, 255, 0.38)';
const onBright = 'rgba(0, 0, 0, 0.36)';

/** From this share on the colours are bright. */
const BRIGHT = 0.62;

function drawContours(
  context: CanvasRenderingContext2D,
  shares: Float64Array,
  size: number,
  sx: number,
  sy: number,
): void {
  const levels = Array.from({ length: LEVELS }, (_, i) => (i + 0.5) / LEVELS);
  const bounded = Array.from(shares, (share) =>
    Number.isNaN(share) ? -1 : Math.min(2, Math.max(-1, share)),
  );
  const onEdge = ([x, y]: readonly number[]): boolean => x! <= 0 || y! <= 0 || x! >= size || y! >= size;
  context.lineWidth = 1;
  for (const { value, coordinates } of contours().size([size, size]).thresholds(levels)(bounded)) {
    context.strokeStyle = value > BRIGHT ? onBright : onDark;
    context.beginPath();
    for (const ring of coordinates.flat()) {
      let before: readonly number[] | undefined;
      for (const point of ring) {
        // A ring is closed along the frame, where there is no contour.
        const [x, y] = [point[0]! * sx, point[1]! * sy];
        if (before === undefined || (onEdge(before) && onEdge(point))) context.moveTo(x, y);
        else context.lineTo(x, y);
        before = point;
      }
    }
    context.stroke();
  }
}

function drawArrow(context: CanvasRenderingContext2D, { x, y, dx, dy, share }: Arrow): void {
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  const [ux, uy] = [dx / length, dy / length];
  const [tipX, tipY] = [x + dx / 2, y + dy / 2];
  context.strokeStyle = share > BRIGHT ? 'rgba(0, 0, 0, 0.62)' : 'rgba(255, 255, 255, 0.72)';
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(x - dx / 2, y - dy / 2);
  context.lineTo(tipX, tipY);
  context.moveTo(tipX - 4 * ux + 2.6 * uy, tipY - 4 * uy - 2.6 * ux);
  context.lineTo(tipX, tipY);
  context.lineTo(tipX - 4 * ux - 2.6 * uy, tipY - 4 * uy + 2.6 * ux);
  context.stroke();
}
