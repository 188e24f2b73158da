// Numbers as a reader sees them. N is the narrow no-break space between groups of digits.
import { expect } from 'chai';
import {
  formatCount,
  formatDuration,
  formatParameter,
  formatPercent,
  formatReading,
  formatShort,
  formatValue,
} from '../../../webview/shared/format';

const N = '\u202f';

describe('numbers in the views', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['a value in two groups of three behind the point', formatValue(0.0617421), `0.061${N}742`],
    ['a zero that was rounded to', formatValue(0.0404502), `0.040${N}450`],
    ['an exact value as it is', formatValue(0.25), '0.25'],
    ['a small value keeps six digits', formatValue(0.00123456), `0.001${N}234${N}56`],
    ['six significant digits', formatValue(1234.56789), `1${N}234.57`],
    ['whole numbers whole', formatValue(20000), `20${N}000`],
    ['a tiny value with an exponent', formatValue(1.234567891e-7), '1.23457e−7'],
    ['a negative value with a true minus', formatValue(-0.25), '−0.25'],
    ['infinity', formatValue(-Infinity), '−∞'],
    ['NaN', formatValue(NaN), 'NaN'],
    ['a short number', formatShort(-0.8314), '−0.831'],
    ['a short tiny number', formatShort(3e-8), '3e−8'],
    ['zero', formatShort(0), '0'],
    ['a reading of constant width', formatReading(1.2), '1.200'],
    ['a large reading', formatReading(1234.5), `1${N}235`],
    ['a parameter without trailing zeros', formatParameter(0.25), '0.25'],
    ['a tiny parameter', formatParameter(1e-7), '1e−7'],
    ['a count', formatCount(10000000), `10${N}000${N}000`],
    ['a percentage', formatPercent(0.7123), `71${N}%`],
    ['a small percentage', formatPercent(0.0123), `1.2${N}%`],
    ['a tiny percentage is not 0', formatPercent(0.0001), `<${N}0.1${N}%`],
    ['milliseconds', formatDuration(61.4), `61${N}ms`],
    ['seconds', formatDuration(1390), `1.39${N}s`],
  ];
  for (const [what, got, expected] of rows) it(what, () => expect(got).equal(expected));
});
