// Which files are read: by what they begin with, then by their extension; and what to do about the others.
import { LossaryError, type Failure } from '../../protocol/errors';
import { isNpy } from './npyHeader';
import { isZip } from './zipDirectory';

export type Format = 'npy' | 'npz' | 'table' | 'json' | 'jsonLines';

const EXTENSIONS: Readonly<Record<string, Format>> = {
  npy: 'npy',
  npz: 'npz',
  csv: 'table',
  tsv: 'table',
  txt: 'table',
  json: 'json',
  jsonl: 'jsonLines',
  ndjson: 'jsonLines',
};

/** Extensions of the files that can be opened, without dots. */
export const SUPPORTED_EXTENSIONS: readonly string[] = Object.keys(EXTENSIONS);

/** How to get numbers out of files that are not read, by extension. */
const CONVERSIONS: Readonly<Record<string, string>> = {
  pt: 'np.save("preds.npy", torch.load(path).detach().cpu().numpy())',
  pth: 'np.save("preds.npy", torch.load(path).detach().cpu().numpy())',
  pkl: 'np.save("preds.npy", np.asarray(pickle.load(open(path, "rb"))))',
  pickle: 'np.save("preds.npy", np.asarray(pickle.load(open(path, "rb"))))',
  mat: 'np.save("preds.npy", scipy.io.loadmat(path)["preds"])',
  h5: 'np.save("preds.npy", h5py.File(path)["preds"][()])',
  hdf5: 'np.save("preds.npy", h5py.File(path)["preds"][()])',
  parquet: 'pd.read_parquet(path).to_csv("preds.csv", index=False)',
  feather: 'pd.read_feather(path).to_csv("preds.csv", index=False)',
  xlsx: 'pd.read_excel(path).to_csv("preds.csv", index=False)',
  safetensors: 'np.savez("preds.npz", **safetensors.numpy.load_file(path))',
  png: 'np.save("mask.npy", np.asarray(PIL.Image.open(path)))',
  tif: 'np.save("mask.npy", tifffile.imread(path))',
  tiff: 'np.save("mask.npy", tifffile.imread(path))',
  nii: 'np.save("mask.npy", nibabel.load(path).get_fdata())',
  gz: 'gunzip -k, for a packed .npy, .csv or .json',
};

/** What files begin with, where that tells what they are. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer: the file itself has not been fetched'],
  [/^\x89HDF/, 'an HDF5 file'],
  [/^\x89PNG/, 'a PNG image'],
  [/^\xff\xd8\xff/, 'a JPEG image'],
  [/^\x1f\x8b/, 'packed with gzip'],
  [/^PAR1/, 'a Parquet file'],
  [/^\x80[\x02-\x05]/, 'a Python pickle'],
  [/^PK\x03\x04/, 'a zip archive'],
  [/^\s*<(?:!doctype|html)/i, 'a web page'],
];

/**
 * @param name the file's name, for its extension
 * @param head its first bytes; 64 are enough
 * @throws LossaryError `unsupported` or `corrupt`, saying what the file is and what to do.
 */
export function detectFormat(name: string, head: Uint8Array): Format {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const format = EXTENSIONS[extension];
  if (isNpy(head)) return 'npy';
  if (isZip(head) && (format !== undefined || CONVERSIONS[extension] === undefined)) return 'npz';
  const text = String.fromCharCode(...head.subarray(0, 64));
  const content = BEGINNINGS.find(([pattern]) => pattern.test(text))?.[1];
  if (format === undefined) throw new LossaryError(unsupported(name, extension, content));
  const binary = format === 'npy' || format === 'npz';
  const wrong = head.length > 0 && (content !== undefined || binary || isBinary(head));
  if (wrong) throw new LossaryError(mislabelled(name, extension, format, content, binary));
  return format;
}

function unsupported(name: string, extension: string, content: string | undefined): Failure {
  const conversion = CONVERSIONS[extension];
  const readable = `Lossary reads ${SUPPORTED_EXTENSIONS.map((one) => `.${one}`).join(', ')}.`;
  const what = extension === '' ? 'A file without an extension' : `A .${extension} file`;
  return {
    code: 'unsupported',
    message: content === undefined ? `${what} is not read.` : `${what} is not read; it is ${content}.`,
    file: name,
    fix: conversion === undefined ? readable : `${readable} Convert it: ${conversion}.`,
  };
}

function mislabelled(
  name: string,
  extension: string,
  format: Format,
  content: string | undefined,
  binary: boolean,
): Failure {
  const expected =
    format === 'npy' ? 'a NumPy array' : format === 'npz' ? 'an archive of NumPy arrays' : 'text';
  const found = content ?? (binary ? 'begins with other bytes' : 'holds binary data');
  const lfs = content?.includes('LFS') === true;
  return {
    code: 'corrupt',
    message: `The name ends in .${extension}, but this is not ${expected}: it ${content === undefined ? '' : 'is '}${found}.`,
    file: name,
    place: 'byte 0',
    fix: lfs ? 'Run git lfs pull.' : 'Save it again, or give it the extension of what it is.',
  };
}

/** A zero byte never stands in text, but for UTF-16, which begins with its mark. */
function isBinary(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !utf16 && head.includes(0);
}
