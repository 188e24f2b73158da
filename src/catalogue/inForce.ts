// Every parameter's value: what is given, over the preset's, over the defaults.
import type { Parameters } from '../protocol/compute';
import type { Declaration } from './declaration';

/** @param preset a name; one that the declaration does not have changes nothing */
export function parametersInForce(
  { parameters, presets }: Pick<Declaration, 'parameters' | 'presets'>,
  preset?: string,
  given: Parameters = {},
): Parameters {
  const defaults = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
  return { ...defaults, ...presets.find(({ name }) => name === preset)?.params, ...given };
}
