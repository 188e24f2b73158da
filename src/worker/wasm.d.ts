// What a source gets that imports a module of ./assembly: the build compiles it (scripts/build/assembly.mjs).
declare module '*.wasm' {
  const bytes: Uint8Array;
  export = bytes;
}
