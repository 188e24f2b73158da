// The plot of a loss with a call's own arguments, from the declaration alone; none where one prediction has no curve.
import type { Declaration } from '../../catalogue/declaration';
import type { Parameters } from '../../protocol/compute';
import type { Catalogue } from '../lazyCatalogue';
import type { HoverContext } from './hoverContent';
import type { Palette } from './palette';
import type { Picture } from './picture';
import { plotPicture } from './plotPicture';
import type { Say } from './words';

/** Places at which a curve of 360 pixels is evaluated. */
const PLACES = 121;

export function lossPlot(
  declaration: Declaration,
  params: Parameters,
  { catalogue, language }: Pick<HoverContext, 'catalogue' | 'language'>,
  palette: Palette,
  say: Say,
): Picture | undefined {
  const probed = catalogue.probe(declaration, params, { find: catalogue.findDeclaration });
  if (!catalogue.canProbe(probed)) return undefined;
  const { label, layout, axis } = probed;
  const x = catalogue.placesOn(axis, PLACES, probed.range);
  const { loss, slope } = probed.evaluate(x, label.default);
  if (!loss.some(Number.isFinite)) return undefined;
  const other = label.kind === 'choice' ? label.values.find((value) => value !== label.default) : undefined;
  const otherLoss = other === undefined ? undefined : probed.evaluate(x, other).loss;
  const axisName = catalogue.axisName(axis, layout, language);
  const shown = label.kind === 'none' ? undefined : String(label.default);
  return plotPicture(
    probed,
    {
      x,
      loss,
      slope,
      ...(otherLoss === undefined ? {} : { otherLoss }),
      domain: domainOf(otherLoss === undefined ? [loss] : [loss, otherLoss], slope, catalogue),
    },
    {
      loss: shown === undefined ? say('loss') : say('lossOf', shown),
      gradient: say('gradient', catalogue.axisLetter(axis, layout)),
      axis: axisName,
      ...(other === undefined ? {} : { other: say('lossOf', minus(other)) }),
      alt: ({ from, to, losses }) => {
        const of = shown === undefined ? '' : say('plotAltLabel', shown);
        return say('plotAlt', axisName, of, minus(from), minus(to), ...losses.map(brief));
      },
    },
    palette,
  );
}

/** That of the losses; a gradient that runs away may add its height once above and once below. */
function domainOf(
  losses: readonly Float64Array[],
  slope: Float64Array,
  { valueDomain }: Pick<Catalogue, 'valueDomain'>,
): readonly [number, number] {
  const [low, high] = valueDomain(losses);
  const [lowest, highest] = valueDomain([slope]);
  const reach = high - low;
  return [Math.max(Math.min(low, lowest), low - reach), Math.min(Math.max(high, highest), high + reach)];
}

function minus(value: number): string {
  return String(value).replace('-', '−');
}

function brief(value: number): string {
  return minus(Number(value.toPrecision(3)));
}
