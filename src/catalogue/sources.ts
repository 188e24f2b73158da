// Papers that several entries rest on, written once.
import type { Source } from './declaration';

export const MA_2021: Source = {
  title: 'Ma et al. 2021, Loss odyssey in medical image segmentation',
  link: 'https://doi.org/10.1016/j.media.2021.102035',
};
export const LIN_2017: Source = {
  title: 'Lin et al. 2017, Focal Loss for Dense Object Detection',
  link: 'https://arxiv.org/abs/1708.02002',
};
export const MILLETARI_2016: Source = {
  title: 'Milletari et al. 2016, V-Net',
  link: 'https://arxiv.org/abs/1606.04797',
};
export const REZATOFIGHI_2019: Source = {
  title: 'Rezatofighi et al. 2019, Generalized Intersection over Union',
  link: 'https://arxiv.org/abs/1902.09630',
};
export const ZHENG_2020: Source = {
  title: 'Zheng et al. 2020, Distance-IoU Loss',
  link: 'https://arxiv.org/abs/1911.08287',
};
export const HUBER_1964: Source = {
  title: 'Huber 1964, Robust Estimation of a Location Parameter',
  link: 'https://doi.org/10.1214/aoms/1177703732',
};
export const SALEHI_2017: Source = {
  title: 'Salehi et al. 2017, Tversky loss function for image segmentation',
  link: 'https://arxiv.org/abs/1706.05721',
};
export const SUDRE_2017: Source = {
  title: 'Sudre et al. 2017, Generalised Dice overlap as a deep learning loss function',
  link: 'https://arxiv.org/abs/1707.03237',
};
export const KARIMI_2019: Source = {
  title: 'Karimi and Salcudean 2019, Reducing the Hausdorff Distance in Medical Image Segmentation',
  link: 'https://arxiv.org/abs/1904.10030',
};
export const BERMAN_2018: Source = {
  title: 'Berman et al. 2018, The Lovász-Softmax loss',
  link: 'https://arxiv.org/abs/1705.08790',
};
export const ISENSEE_2018: Source = {
  title: 'Isensee et al. 2018, nnU-Net',
  link: 'https://arxiv.org/abs/1809.10486',
};
export const MAIER_HEIN_2024: Source = {
  title: 'Maier-Hein, Reinke et al. 2024, Metrics reloaded',
  link: 'https://arxiv.org/abs/2206.01653',
};
export const POWERS_2011: Source = {
  title: 'Powers 2011, Evaluation: from precision, recall and F-measure to ROC, informedness and correlation',
  link: 'https://arxiv.org/abs/2010.16061',
};
export const VAN_RIJSBERGEN_1979: Source = {
  title: 'van Rijsbergen 1979, Information Retrieval',
  link: 'https://openlibrary.org/works/OL1856047W',
};
