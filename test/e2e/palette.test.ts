// The packaged extension is found by VS Code: the palette lists its commands under its name.
import { expect } from 'chai';
import { listCommands } from './harness/quickInput';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';

describe('the command palette', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('lists the commands of Lossary', async () => {
    const titles = await listCommands(workbench.page, 'Lossary: ');
    await screenshot(workbench.page, 'palette');
    expect(titles).to.not.be.empty;
  });
});
