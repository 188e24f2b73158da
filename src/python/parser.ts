// Starts tree-sitter with the grammar of Python. Nothing is loaded before the first call.
import { Language, Parser } from 'web-tree-sitter';

export interface ParserFiles {
  /** `web-tree-sitter.wasm`: the runtime. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`: the grammar. */
  readonly grammar: Uint8Array;
}

let started: Promise<Parser> | undefined;

/** One parser for all documents; a failed start is tried again at the next call. */
export function startParser(read: () => Promise<ParserFiles>): Promise<Parser> {
  started ??= start(read).catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start(read: () => Promise<ParserFiles>): Promise<Parser> {
  const { runtime, grammar } = await read();
  // Under Node the runtime asks where its file lies even when it is given the bytes.
  await Parser.init({ wasmBinary: runtime, locateFile: (file: string) => file } as Parameters<
    typeof Parser.init
  >[0]);
  return new Parser().setLanguage(await Language.load(grammar));
}
