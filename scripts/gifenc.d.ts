// The part of gifenc that is used here; it ships no types, and is CommonJS.
declare module 'gifenc' {
  type Palette = number[][];
  interface Frame {
    palette: Palette;
    delay: number;
    transparent: boolean;
    transparentIndex: number;
    dispose: number;
    repeat: number;
  }
  interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, frame: Frame): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, colors: number): Palette;
    nearestColorIndex(palette: Palette, rgb: number[]): number;
  };
  export = gifenc;
}
