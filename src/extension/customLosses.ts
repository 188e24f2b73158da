// The losses of one's own that the settings hold. One that is wrong is told once, with its place and a way there.
import { commands, l10n, window, workspace, type Disposable } from 'vscode';
import * as v from 'valibot';
import type { CustomLoss, CustomLosses } from '../catalogue/typedLoss';
import { describeFailure, LossaryError } from '../protocol/errors';
import { loadCatalogue } from './lazyCatalogue';

export const CUSTOM_LOSSES = 'customLosses';

const customLoss = v.object({
  formula: v.string(),
  parameters: v.optional(
    v.record(
      v.string(),
      v.union([
        v.number(),
        v.object({ default: v.number(), min: v.optional(v.number()), max: v.optional(v.number()) }),
      ]),
    ),
  ),
  description: v.optional(v.string()),
});

export class CustomLossSettings implements Disposable {
  /** What was told already, so that it is not told at every look. */
  private readonly told = new Set<string>();
  private readonly listener: Disposable;

  /** @param onChange called when the settings of custom losses change */
  constructor(onChange: () => void) {
    this.listener = workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(`lossary.${CUSTOM_LOSSES}`)) return;
      this.told.clear();
      onChange();
    });
  }

  /** Those that are right, by name. */
  async read(): Promise<CustomLosses> {
    const all =
      workspace.getConfiguration('lossary').get<Readonly<Record<string, unknown>>>(CUSTOM_LOSSES) ?? {};
    const { declareCustom, findDeclaration } = await loadCatalogue();
    const right: Record<string, CustomLoss> = {};
    for (const [name, value] of Object.entries(all)) {
      const parsed = v.safeParse(customLoss, value);
      if (!parsed.success) {
        const [issue] = parsed.issues;
        this.tell(name, `${v.getDotPath(issue) ?? name}: ${issue.message}.`);
      } else if (findDeclaration(name) !== undefined) {
        this.tell(name, l10n.t('the catalogue has a loss of this name.'));
      } else {
        try {
          const custom = parsed.output as CustomLoss;
          declareCustom(name, custom);
          right[name] = custom;
        } catch (error) {
          this.tell(name, error instanceof LossaryError ? describeFailure(error.failure) : String(error));
        }
      }
    }
    return right;
  }

  dispose(): void {
    this.listener.dispose();
  }

  private tell(name: string, why: string): void {
    const message = l10n.t('The custom loss “{0}” is left out: {1}', name, why);
    if (this.told.has(message)) return;
    this.told.add(message);
    const open = l10n.t('Open Settings');
    void window.showWarningMessage(message, open).then((chosen) => {
      if (chosen === open)
        void commands.executeCommand('workbench.action.openSettingsJson', {
          revealSetting: { key: 'lossary.customLosses' },
        });
    });
  }
}
