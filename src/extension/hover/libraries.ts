// Libraries by their dotted paths in code: what people call them, and where a name is documented.

interface Library {
  readonly path: string;
  readonly name: string;
  /** The address of a name's page, stable over versions of the library. */
  readonly page: (path: string, name: string) => string;
}

/** The first whose path begins a name's path is its library: longer paths stand before shorter ones. */
const LIBRARIES: readonly Library[] = [
  {
    path: 'torch',
    name: 'PyTorch',
    page: (path) => `https://docs.pytorch.org/docs/stable/generated/${path}.html`,
  },
  {
    path: 'torchvision',
    name: 'torchvision',
    page: (path) => `https://docs.pytorch.org/vision/stable/generated/${path}.html`,
  },
  { path: 'keras.compile', name: 'Keras', page: () => 'https://keras.io/api/losses/' },
  { path: 'keras.losses', name: 'Keras', page: () => 'https://keras.io/api/losses/' },
  { path: 'keras', name: 'Keras', page: () => 'https://keras.io/api/metrics/' },
  {
    path: 'optax',
    name: 'optax',
    page: (_, name) => `https://optax.readthedocs.io/en/latest/api/losses.html#optax.losses.${name}`,
  },
  {
    path: 'sklearn',
    name: 'scikit-learn',
    page: (path) => `https://scikit-learn.org/stable/modules/generated/${path}.html`,
  },
  {
    path: 'monai.losses',
    name: 'MONAI',
    page: (_, name) => `https://docs.monai.io/en/stable/losses.html#${name.toLowerCase()}`,
  },
  { path: 'monai', name: 'MONAI', page: () => 'https://docs.monai.io/en/stable/metrics.html' },
  {
    path: 'segmentation_models_pytorch',
    name: 'segmentation_models_pytorch',
    page: () => 'https://smp.readthedocs.io/en/latest/losses.html',
  },
  {
    path: 'torchmetrics',
    name: 'torchmetrics',
    page: () => 'https://lightning.ai/docs/torchmetrics/stable/all-metrics.html',
  },
  {
    path: 'scipy',
    name: 'SciPy',
    page: (path) => `https://docs.scipy.org/doc/scipy/reference/generated/${path}.html`,
  },
  { path: 'ot', name: 'POT', page: () => 'https://pythonot.github.io/all.html' },
  {
    path: 'cv2',
    name: 'OpenCV',
    page: () => 'https://docs.opencv.org/4.x/d6/dc7/group__imgproc__hist.html',
  },
  { path: 'kornia', name: 'Kornia', page: () => 'https://kornia.readthedocs.io/en/latest/losses.html' },
  {
    path: 'mmdet',
    name: 'MMDetection',
    page: () => 'https://mmdetection.readthedocs.io/en/latest/api.html',
  },
  { path: 'losses_pytorch', name: 'SegLoss', page: () => 'https://github.com/JunMa11/SegLossOdyssey' },
  ...['tl', 'tensorlayer'].map((path) => ({
    path,
    name: 'TensorLayer',
    page: () => 'https://tensorlayer.readthedocs.io/en/latest/modules/cost.html',
  })),
  {
    path: 'pycocotools',
    name: 'pycocotools',
    page: () => 'https://github.com/cocodataset/cocoapi',
  },
];

/** Libraries whose functions take the truth before the prediction. */
const TRUTH_FIRST = ['sklearn', 'keras'];

function libraryOf(path: string): Library | undefined {
  return LIBRARIES.find((library) => path === library.path || path.startsWith(`${library.path}.`));
}

/** What people call the library of a path, or the path's first part. */
export function libraryName(path: string): string {
  return libraryOf(path)?.name ?? path.split('.', 1)[0] ?? path;
}

/** Where a name is documented. */
export function documentationOf(path: string): string | undefined {
  return libraryOf(path)?.page(path, path.slice(path.lastIndexOf('.') + 1));
}

export function takesTruthFirst(path: string): boolean {
  return TRUTH_FIRST.some((library) => path.startsWith(`${library}.`));
}
