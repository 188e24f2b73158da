// The language of notes and names: the one VS Code is displayed in, as far as the catalogue has it.
import { env } from 'vscode';
import type { Language } from '../protocol/views';

export function language(): Language {
  return env.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
