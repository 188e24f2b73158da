// Save Formula as Custom Loss…: a formula, its parameters and a name go into the settings, and from there everywhere.
import { ConfigurationTarget, InputBoxValidationSeverity, l10n, window, workspace } from 'vscode';
import type { Computation } from '../../protocol/compute';
import { describeFailure, LossaryError } from '../../protocol/errors';
import type { CustomLoss } from '../../catalogue/typedLoss';
import { CUSTOM_LOSSES } from '../customLosses';
import { loadCatalogue } from '../lazyCatalogue';
import type { Memory } from '../memory';

/**
 * @param argument `{ formula, params? }`, or nothing: then the formula computed last is offered
 * @returns the name that it was saved under, or nothing where the person left
 */
export async function saveCustomLoss(memory: Memory, argument?: unknown): Promise<string | undefined> {
  const { readTyped, findDeclaration } = await loadCatalogue();
  const last = memory.recall('request')?.compute.find((each) => 'formula' in each);
  const offered = isFormula(argument) ? argument : last;
  const text = await window.showInputBox({
    title: l10n.t('Save Formula as Custom Loss (1/2)'),
    prompt: l10n.t(
      'The prediction is p, z or yhat, the label y; values of parameters stand behind a semicolon.',
    ),
    placeHolder: '-(1-p)^gamma * y*log(p) - p^gamma*(1-y)*log(1-p); gamma=2',
    value: isFormula(offered) ? typedText(offered) : '',
    ignoreFocusOut: true,
    validateInput: (value) => wrongWith(() => mustBeFormula(readTyped(value))),
  });
  if (text === undefined) return undefined;
  const computation = mustBeFormula(readTyped(text));
  const known = workspace.getConfiguration('lossary').get<Record<string, CustomLoss>>(CUSTOM_LOSSES) ?? {};
  const name = await window.showInputBox({
    title: l10n.t('Save Formula as Custom Loss (2/2)'),
    prompt: l10n.t('Its name: letters, digits and underscores.'),
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (!/^[A-Za-z_]\w*$/.test(value)) return l10n.t('Letters, digits and underscores, no digit first.');
      if (findDeclaration(value) !== undefined) return l10n.t('The catalogue has a loss of this name.');
      return known[value] === undefined
        ? undefined
        : {
            message: l10n.t('It takes the place of the one of this name.'),
            severity: InputBoxValidationSeverity.Warning,
          };
    },
  });
  if (name === undefined) return undefined;
  const { formula, params = {} } = computation;
  const target =
    workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  const losses = {
    ...known,
    [name]: { formula, ...(Object.keys(params).length === 0 ? {} : { parameters: params }) },
  };
  await workspace.getConfiguration('lossary').update(CUSTOM_LOSSES, losses, target);
  window.setStatusBarMessage(l10n.t('Saved {0}', name), 3_000);
  return name;
}

type Formula = Extract<Computation, { formula: string }>;

function isFormula(value: unknown): value is Formula {
  return (
    typeof value === 'object' && value !== null && 'formula' in value && typeof value.formula === 'string'
  );
}

function mustBeFormula(computation: Computation): Formula {
  if ('formula' in computation) return computation;
  throw new LossaryError({
    code: 'formula',
    message: l10n.t('This names losses of the catalogue; a custom loss is a formula over p and y.'),
  });
}

function typedText({ formula, params = {} }: Formula): string {
  const values = Object.entries(params).map(([name, value]) => `${name}=${String(value)}`);
  return values.length === 0 ? formula : `${formula}; ${values.join(', ')}`;
}

function wrongWith(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof LossaryError ? describeFailure(error.failure) : String(error);
  }
}
