// The command that computes what is on screen: `lossary experiment ID --set …`.
import type { Experiment } from '../../../../src/catalogue/experiments/experiment';
import type { Parameters } from '../../../../src/protocol/compute';

/** With the controls alone that are not at their defaults. */
export function shellCommand({ id, controls }: Experiment, params: Parameters): string {
  const changed = controls.flatMap((control) => {
    const value = params[control.name] ?? null;
    if (JSON.stringify(value) === JSON.stringify(control.default)) return [];
    const text = Array.isArray(value) ? JSON.stringify(value) : String(value);
    return [`--set ${/^[\w.,+-]+$/.test(text) ? `${control.name}=${text}` : `'${control.name}=${text}'`}`];
  });
  return ['lossary experiment', id, ...changed].join(' ');
}
