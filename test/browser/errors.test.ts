import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ctSlice } from '../builders/dicomSlice';
import { vocXml } from '../builders/vocXml';
import { writeTree } from '../builders/writeTree';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { ViewerPage } from './ViewerPage';

const whole = ctSlice({ rows: 64, columns: 64, series: 'whole', path: 'whole.dcm' });
const hostile = ctSlice({
  rows: 64,
  columns: 64,
  series: 'hostile <b>bold</b>',
  path: 'hostile.dcm',
  elements: {
    SeriesDescription: '<img src=x onerror=alert(1)>',
    PatientName: '<script>1</script>',
  },
});
const hostileLabel = '"><img src=x onerror=alert(1)>';

/** File name, a piece of the title, a piece of the reason, what is still shown. */
const cases = [
  ['empty.dcm', 'is empty', 'no bytes', ''],
  ['text.dcm', 'is not a DICOM file', 'plain text', ''],
  ['header.dcm', 'is cut off', 'header', ''],
  ['nopixels.dcm', 'holds no image', 'no pixel data', 'Lung_Dx-A0001'],
  ['compressed.dcm', 'cannot be decoded', '1.2.840.10008.1.2.4.202', 'Lung_Dx-A0001'],
  ['zero.dcm', 'image without pixels', '0 rows and 0 columns', 'Lung_Dx-A0001'],
] as const;

describe('files that cannot be shown', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dxlens-errors-'));
  let workbench: Workbench;

  beforeAll(async () => {
    const zero = ctSlice({ rows: 0, columns: 0, series: 'zero', path: 'zero.dcm' });
    const compressed = ctSlice({ rows: 64, columns: 64, series: 'compressed' });
    const noPixels = ctSlice({ series: 'nopixels', elements: { PixelData: undefined } });
    await writeTree(folder, [
      { path: 'empty.dcm', bytes: '' },
      { path: 'text.dcm', bytes: 'Just a note about the scan.\nNothing else.\n' },
      { path: 'header.dcm', bytes: whole.bytes.slice(0, 300) },
      { path: 'half.dcm', bytes: whole.bytes.slice(0, whole.bytes.length - 64 * 64) },
      { path: 'nopixels.dcm', bytes: noPixels.bytes },
      { path: 'compressed.dcm', bytes: withTransferSyntax(compressed.bytes) },
      { path: 'zero.dcm', bytes: zero.bytes },
      whole,
      hostile,
      {
        path: `${hostile.sopInstanceUid}.xml`,
        bytes: vocXml({
          boxes: [
            {
              label: hostileLabel.replace(/</g, '&lt;').replace(/>/g, '&gt;'),
              corners: [5, 6, 20, 30],
            },
          ],
        }),
      },
    ]);
    workbench = await openWorkbench({ folder });
  });

  afterAll(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string, selector: string): Promise<ViewerPage> {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(name);
    return ViewerPage.find(workbench, selector);
  }

  it.each(cases)('explains %s', async (name, title, reason, fact) => {
    const viewer = await open(name, '#failure h1');
    const text = await viewer.text('failure');
    expect(text).toContain(name);
    expect(text).toContain(title);
    expect(text).toContain(reason);
    expect(text).toContain(fact);
    expect(await viewer.frame.locator('#failure button').allInnerTexts()).toEqual([
      'Open as Text',
      'Show Log',
    ]);
  });

  it('opens the file as text from the explanation', async () => {
    const viewer = await open('text.dcm', '#failure h1');
    await viewer.frame.locator('#failure button', { hasText: 'Open as Text' }).click();
    const line = workbench.page.locator('.view-line', { hasText: 'Just a note about the scan.' });
    await line.first().waitFor();
  });

  it('shows what is there of an image that is cut off, and says so', async () => {
    const viewer = await open('half.dcm', '#corner-place');
    await viewer.waitForText('corner-place', 'Only 32 of 64 rows');
  });

  it('says so when the file is deleted or becomes a folder while it is open, and shows it again when it is back', async () => {
    const viewer = await open('whole.dcm', '#corner-place');
    await viewer.waitForText('corner-place', '1 / 1');
    rmSync(join(folder, 'whole.dcm'));
    await viewer.frame.locator('#failure', { hasText: 'no longer there' }).waitFor();
    mkdirSync(join(folder, 'whole.dcm'));
    await viewer.frame.locator('#failure', { hasText: 'whole.dcm is a folder' }).waitFor();
    rmdirSync(join(folder, 'whole.dcm'));
    writeFileSync(join(folder, 'whole.dcm'), whole.bytes);
    await viewer.frame.locator('#failure').waitFor({ state: 'hidden' });
    await viewer.waitForText('corner-place', '1 / 1');
  });

  it('shows hostile names and labels as text', async () => {
    const viewer = await open('hostile.dcm', '#list .box');
    expect(await viewer.text('corner-series')).toContain('<img src=x onerror=alert(1)>');
    expect(await viewer.text('list')).toContain(hostileLabel);
    expect(await viewer.frame.locator('img, b').count()).toBe(0);
  });
});

/** The same data set under a transfer syntax that no decoder takes: HTJ2K, RPCL (1.2.840.10008.1.2.4.202). */
function withTransferSyntax(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const native = '1.2.840.10008.1.2.1\0';
  const at = text.indexOf(native);
  if (at < 0) throw new Error('The built file is not explicit VR little endian.');
  const wanted = '1.2.840.10008.1.2.4.202\0';
  const head = Buffer.from(bytes.slice(0, at));
  head.writeUInt16LE(wanted.length, at - 2);
  const length = head.indexOf(Buffer.from([0x02, 0x00, 0x00, 0x00])) + 8;
  head.writeUInt32LE(head.readUInt32LE(length) + wanted.length - native.length, length);
  return Buffer.concat([head, Buffer.from(wanted, 'latin1'), bytes.slice(at + native.length)]);
}
