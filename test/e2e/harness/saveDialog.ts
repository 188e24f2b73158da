// Answers the dialog that a VS Code in a browser asks by where a file is to go.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually';
import type { Workbench } from './session';

/** Accepts the place that is offered, in the workspace's folder, and gives what was written there. */
export async function acceptSave({ page, workspace }: Workbench, name: string): Promise<Buffer> {
  const box = page.locator('.quick-input-widget:visible .quick-input-box input').first();
  await eventually(
    `a dialog offers ${name}`,
    () => box.inputValue(),
    (path) => path.endsWith(`/${name}`),
  );
  await box.press('Enter');
  return eventually(
    `${name} is written`,
    () => readFile(join(workspace, name)),
    (bytes) => bytes.length > 0,
  );
}
