// Where the sources of a note lead: an arXiv id, a DOI or an address, as an address of the web.

/** @returns nothing where the target is no link, but a file */
export function linkOf(target: string): string | undefined {
  if (/^https?:\/\//i.test(target)) return target;
  const arxiv = /^(?:arxiv:)?\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+\/\d{7})$/i.exec(target)?.[1];
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  const doi = /^(?:doi:)?\s*(10\.\d{4,9}\/\S+)$/i.exec(target)?.[1];
  return doi === undefined ? undefined : `https://doi.org/${doi}`;
}
