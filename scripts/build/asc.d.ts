// What is used of AssemblyScript's compiler. Its own types declare arrays and strings anew, for every file.
export const version: string;

export interface Streams {
  readFile?: (name: string, baseDir: string) => string | null;
  writeFile?: (name: string, contents: string | Uint8Array, baseDir: string) => void;
  listFiles?: (dirname: string, baseDir: string) => string[] | null;
}

export function main(
  argv: readonly string[],
  streams: Streams,
): Promise<{ readonly error: Error | null; readonly stderr: { toString: () => string } }>;
