// The page of a webview: what its policy lets in, and that nothing of a text becomes markup.
import { expect } from 'chai';
import { contentSecurityPolicy, webviewHtml } from '../../../src/extension/views/html';

const page = {
  view: 'results',
  title: 'Results of <b>"bce"</b> & co',
  language: 'en',
  script: 'https://host/dist/webview/results.js',
  style: 'https://host/dist/webview/results.css',
  cspSource: 'https://host',
  nonce: 'abc123',
} as const;

describe('the page of a webview', () => {
  it('lets in its own script, styles, fonts and plots, and nothing else', () => {
    expect(contentSecurityPolicy(page)).to.equal(
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://host 'nonce-abc123'; " +
        'font-src https://host; img-src data:',
    );
  });

  it('has the policy, the nonce for the toolkit, one script and one style sheet', () => {
    const html = webviewHtml(page);
    expect(html).to.include(`http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(page)}"`);
    expect(html).to.include('<meta property="csp-nonce" content="abc123" />');
    expect(html.match(/<script[^>]*>/g)).to.deep.equal([`<script src="${page.script}" nonce="abc123">`]);
    expect(html.match(/<link[^>]*>/g)).to.deep.equal([
      `<link rel="stylesheet" href="${page.style}" nonce="abc123" />`,
    ]);
    expect(html).to.include('<div id="root"></div>').and.include('data-view="results"');
    expect(html).not.to.match(/<style| style=| on\w+=|unsafe/);
  });

  it('escapes', () => {
    expect(webviewHtml(page)).to.include('<title>Results of &lt;b>&quot;bce&quot;&lt;/b> &amp; co</title>');
  });
});
