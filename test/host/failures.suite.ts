import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewTypes } from '../../src/contributions';
import { ctSlice } from '../builders/dicomSlice';
import { activeTab, closeAll, open, openWith, untilTabs, viewTypeOf, writeUntilTab } from './tabs';
import { pause } from './until';
import { inWorkspace, writeInWorkspace } from './workspace';

// What the editor then says is read in the browser tests; here each must become an editor and nothing may break.
describe('files that cannot be shown', () => {
  afterEach(closeAll);

  const whole = ctSlice({ patient: 'Lung_Dx-A0009', rows: 64, columns: 64 });
  const files: Record<string, Uint8Array | string> = {
    'empty.dcm': '',
    'text.dcm': 'This is no DICOM file.\n'.repeat(100),
    'header-only.dcm': whole.bytes.subarray(0, 140),
    'zeros.dcm': new Uint8Array(100_000),
    'random.dcm': Uint8Array.from({ length: 50_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256),
  };
  for (const [name, content] of Object.entries(files)) {
    it(`are editors of their own: ${name}`, async () => {
      await openWith(await writeInWorkspace(`failures/${name}`, content));
      await pause(300);
      await untilTabs(name);
      assert.equal(viewTypeOf(activeTab()), viewTypes.viewer);
    });
  }

  it('are editors of their own: a folder named like an image', async () => {
    await vscode.workspace.fs.createDirectory(inWorkspace('failures/folder.dcm'));
    await openWith(inWorkspace('failures/folder.dcm'));
    await pause(300);
    await untilTabs('folder.dcm');
  });

  it('are editors of their own: a file that is not there', async () => {
    await openWith(inWorkspace('failures/nowhere.dcm'));
    await pause(300);
    await untilTabs('nowhere.dcm');
  });

  it('still name patient and series where the header can be read', async () => {
    const { bytes } = ctSlice({ patient: 'Lung_Dx-A0009', elements: { PixelData: undefined } });
    await openWith(await writeInWorkspace('failures/no-pixels/a.dcm', bytes));
    await untilTabs('A0009 · 5mm · 1/1');
  });

  it('become pictures when the file is mended', async () => {
    const uri = await writeInWorkspace('failures/mended/slice.dcm', '');
    await openWith(uri);
    await pause(300);
    await untilTabs('slice.dcm');
    await writeUntilTab('failures/mended/slice.dcm', whole.bytes, 'A0009 · 5mm · 1/1');
  });

  it('do not take the editor down when a file vanishes while it is shown', async () => {
    const uri = await writeInWorkspace('failures/vanishing/slice.dcm', whole.bytes);
    await open(uri);
    await untilTabs('A0009 · 5mm · 1/1');
    await vscode.workspace.fs.delete(uri);
    await pause(1_000);
    assert.equal(viewTypeOf(activeTab()), viewTypes.viewer);
  });
});
