// What a person wants to see over losses in code. Read at each hover: a change needs no reload.
import { workspace, type ConfigurationScope } from 'vscode';
import { PARTS, type Part } from './hoverContent';

export function isHoverOn(scope: ConfigurationScope): boolean {
  return workspace.getConfiguration('lossary.hover', scope).get('enabled', true);
}

export function partsShown(scope: ConfigurationScope): ReadonlySet<Part> {
  const settings = workspace.getConfiguration('lossary.hover', scope);
  return new Set(PARTS.filter((part) => settings.get<boolean>(part) !== false));
}

export const CODE_LENS = 'codeLens.enabled';

export function isCodeLensOn(scope: ConfigurationScope): boolean {
  return workspace.getConfiguration('lossary', scope).get(CODE_LENS, false);
}
