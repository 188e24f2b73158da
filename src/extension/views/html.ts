// The page that a webview loads: one script and one style sheet of ours, and a policy that lets in nothing else.

export interface Page {
  /** `results` or `visualizer`: which bundle of dist/webview it loads. */
  readonly view: string;
  readonly title: string;
  readonly language: 'en' | 'zh';
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource`: the origin of the bundle's folder. */
  readonly cspSource: string;
  /** Random, new for every page. */
  readonly nonce: string;
}

/**
 * - script: ours by its nonce; no inline script, no `eval`.
 * - style: ours, and what Plot and the toolkit add at run time under the nonce.
 * - font: KaTeX's, from the bundle's folder.
 * - img: a plot on its way to a PNG is drawn from a data URI.
 */
export function contentSecurityPolicy({ cspSource, nonce }: Pick<Page, 'cspSource' | 'nonce'>): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src data:`,
  ].join('; ');
}

export function webviewHtml(page: Page): string {
  const { view, title, language, script, style, nonce } = page;
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(contentSecurityPolicy(page))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="csp-nonce" content="${escape(nonce)}" />
    <title>${escape(title)}</title>
    <link rel="stylesheet" href="${escape(style)}" nonce="${escape(nonce)}" />
  </head>
  <body data-view="${escape(view)}">
    <div id="root"></div>
    <script src="${escape(script)}" nonce="${escape(nonce)}"></script>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
