// The transport plan as arcs between the bins: above the line what moves to the right, below it what moves to the left.
import { shape } from '../../../shared/svgShape';
import type { Move } from './distribution';

export interface PlanFigure {
  readonly element: HTMLElement;
  readonly update: (plan: readonly Move[], bins: number) => void;
  readonly svg: () => SVGSVGElement | undefined;
}

const SIZE = { width: 320, height: 150, margin: 24 };

export function planFigure(): PlanFigure {
  const element = document.createElement('div');
  element.className = 'plan-figure';
  const svg = shape('svg', {
    viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
    class: 'plot plan',
    'aria-hidden': 'true',
  });
  const arcs = svg.appendChild(shape('g', { class: 'arcs' }));
  const labels = svg.appendChild(shape('g', { class: 'axis' }));
  element.append(svg);
  let drawn = 0;
  return {
    element,
    svg: () => svg,
    update: (plan, bins) => {
      const step = (SIZE.width - 2 * SIZE.margin) / Math.max(1, bins - 1);
      const x = (bin: number): number => SIZE.margin + bin * step;
      const middle = SIZE.height / 2;
      if (drawn !== bins) {
        labels.replaceChildren(
          ...Array.from({ length: bins }, (_, i) => {
            const text = shape('text', { x: x(i), y: middle + 4, 'text-anchor': 'middle' });
            text.textContent = String(i);
            return text;
          }),
        );
        drawn = bins;
      }
      arcs.replaceChildren(
        ...plan
          .filter(({ from, to }) => from !== to)
          .map(({ from, to, mass }) => {
            const up = to > from;
            const y = middle + (up ? -9 : 9);
            const reach = Math.min(58, 10 + Math.abs(to - from) * step * 0.42) * (up ? -1 : 1);
            const arc = shape('path', {
              d: `M${x(from).toFixed(1)},${y}C${x(from).toFixed(1)},${(y + reach).toFixed(1)} ${x(to).toFixed(1)},${(y + reach).toFixed(1)} ${x(to).toFixed(1)},${y}m-3.5,${up ? -5 : 5}l3.5,${up ? 5 : -5}l3.5,${up ? -5 : 5}`,
            });
            arc.style.strokeWidth = `${Math.max(0.75, 14 * mass).toFixed(2)}px`;
            return arc;
          }),
      );
    },
  };
}
