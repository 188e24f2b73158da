// Puts function bodies together into the bytes of a WebAssembly module that imports one memory.
import { I32, unsignedLeb, type FunctionBody } from './assembler';

/** A function of `parameters` i32 arguments that returns one i32. */
export interface ExportedFunction {
  readonly name: string;
  readonly parameters: number;
  readonly body: FunctionBody;
}

/** The most pages a 32-bit memory can have. */
export const MAXIMUM_PAGES = 65_536;

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

const enum Section {
  Type = 1,
  Import = 2,
  Function = 3,
  Export = 7,
  Code = 10,
}

function vector(items: readonly (readonly number[])[]): number[] {
  return unsignedLeb(items.length).concat(...items);
}

function text(value: string): number[] {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsignedLeb(bytes.length), ...bytes];
}

/** Grows by concatenation: spreading bodies of 100 KB into `push` would overflow the stack. */
function section(id: Section, body: readonly number[]): number[] {
  return [id, ...unsignedLeb(body.length)].concat(body);
}

/** The module `(import "env" "memory")` with the functions exported by name. */
export function assembleModule(functions: readonly ExportedFunction[], sharedMemory: boolean): Uint8Array {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...unsignedLeb(parameters),
    ...new Array<number>(parameters).fill(I32),
    1,
    I32,
  ]);
  const limits = sharedMemory ? [3, 1, ...unsignedLeb(MAXIMUM_PAGES)] : [0, 1];
  const memory = [...text('env'), ...text('memory'), 2, ...limits];
  const bodies = functions.map(({ body }) => {
    const bytes = body.finish();
    return unsignedLeb(bytes.length).concat(bytes);
  });
  const sections = [
    section(Section.Type, vector(types)),
    section(Section.Import, vector([memory])),
    section(Section.Function, vector(functions.map((_, index) => unsignedLeb(index)))),
    section(Section.Export, vector(functions.map(({ name }, i) => [...text(name), 0, ...unsignedLeb(i)]))),
    section(Section.Code, vector(bodies)),
  ];
  return Uint8Array.from(MAGIC.concat(...sections));
}
