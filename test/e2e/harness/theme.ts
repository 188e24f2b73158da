// Switches the colour theme as a user's workspace settings do.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workbench } from './session';

export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';
export const THEMES: readonly Theme[] = ['light', 'dark', 'highContrast', 'highContrastLight'];

const names: Record<Theme, string> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};

const workbenchClass: Record<Theme, string> = {
  light: 'vs',
  dark: 'vs-dark',
  highContrast: 'hc-black',
  highContrastLight: 'hc-light',
};

export async function applyTheme(workspace: string, theme: Theme): Promise<void> {
  await setSetting(workspace, 'workbench.colorTheme', names[theme]);
}

/** Changes the theme of an open workbench and waits until it shows. */
export async function setTheme({ page, workspace }: Workbench, theme: Theme): Promise<void> {
  await applyTheme(workspace, theme);
  await page.waitForSelector(`.monaco-workbench.${workbenchClass[theme]}`);
}

/** Writes one setting into the workspace's settings.json, which VS Code watches. */
export async function setSetting(workspace: string, name: string, value: unknown): Promise<void> {
  const file = join(workspace, '.vscode', 'settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, unknown>;
  await mkdir(join(workspace, '.vscode'), { recursive: true });
  await writeFile(file, JSON.stringify({ ...settings, [name]: value }, undefined, 2));
}
