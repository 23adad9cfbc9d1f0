import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dataCommands, viewerCommands, viewTypes } from '../../src/contributions';
import { dicomSeries } from '../builders/dicomSeries';
import { vocFile, vocXml } from '../builders/vocXml';
import { activeTab, closeAll, open, openWith, tabLabels, untilTabs, viewTypeOf } from './tabs';
import { pause, untilEqual } from './until';
import { inWorkspace, needsRealCollection, writeInWorkspace } from './workspace';

const { executeCommand } = vscode.commands;
/** The box of Lung_Dx-A0001's slice 1-18. */
const boxOf118 = /<xmin>286<\/xmin>\s*<ymin>310<\/ymin>/;

describe('VOC XML', () => {
  const slices = dicomSeries({ z: [30, 20, 10], patient: 'Lung_Dx-E0004' });
  let annotation: vscode.Uri;

  before(async () => {
    const [, second] = slices;
    assert.ok(second);
    const voc = vocFile(second, 'E0004', { boxes: [{ label: 'E', corners: [1, 2, 5, 6] }] });
    for (const { path, bytes } of [...slices, voc]) await writeInWorkspace(`voc/${path}`, bytes);
    annotation = inWorkspace(`voc/${voc.path}`);
    await executeCommand(dataCommands.refresh);
  });
  afterEach(closeAll);

  it('opens as text', async () => {
    await open(annotation);
    assert.ok(activeTab().input instanceof vscode.TabInputText);
  });

  it('opens as a picture of its slice where that is asked for', async () => {
    await openWith(annotation, viewTypes.voc);
    await untilTabs('E0004 · 5mm · 2/3');
    assert.equal(viewTypeOf(activeTab()), viewTypes.voc);
    await executeCommand(viewerCommands.nextSlice);
    await untilTabs('E0004 · 5mm · 3/3');
  });

  it('opens as a picture beside the text by the button of the title bar', async () => {
    await open(annotation);
    await executeCommand(dataCommands.openVocAsImage);
    await untilEqual(() => tabLabels()[1], 'E0004 · 5mm · 2/3', 'the second tab reads');
    assert.equal(vscode.window.tabGroups.all.length, 2);
    assert.equal(viewTypeOf(activeTab()), viewTypes.voc);
  });

  it('opens as a picture in the same place from the Explorer', async () => {
    await executeCommand(dataCommands.openVocAsImage, annotation);
    await untilTabs('E0004 · 5mm · 2/3');
    assert.equal(vscode.window.tabGroups.all.length, 1);
  });

  it('is one document as text and as a picture: edited in one, edited in both', async () => {
    await open(annotation);
    await executeCommand(dataCommands.openVocAsImage);
    await untilEqual(() => tabLabels()[1], 'E0004 · 5mm · 2/3', 'the second tab reads');
    const document = await vscode.workspace.openTextDocument(annotation);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(annotation, document.positionAt(document.getText().indexOf('<object>')), ' ');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const dirty = () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ isDirty }) => isDirty));
    await untilEqual(dirty, [true, true], 'edited');
    assert.ok(await document.save());
    await untilEqual(dirty, [false, false], 'edited');
  });

  it('keeps the slice one has gone to when it is saved', async () => {
    await openWith(annotation, viewTypes.voc);
    await untilTabs('E0004 · 5mm · 2/3');
    await executeCommand(viewerCommands.firstSlice);
    await untilTabs('E0004 · 5mm · 1/3');
    const text = vocXml({ boxes: [{ label: 'E', corners: [2, 2, 6, 6] }] });
    await vscode.workspace.fs.writeFile(annotation, new TextEncoder().encode(text));
    await pause(1_500);
    await untilTabs('E0004 · 5mm · 1/3');
  });

  it('without an image is an editor all the same, and becomes a picture when the image turns up', async () => {
    const [late] = dicomSeries({ z: [5], patient: 'Lung_Dx-E0006', series: 'late' });
    assert.ok(late);
    const { path, bytes } = vocFile(late, 'E0006', { boxes: [{ corners: [1, 1, 2, 2] }] });
    await openWith(await writeInWorkspace(`voc/${path}`, bytes), viewTypes.voc);
    await pause(500);
    await untilTabs(`${late.sopInstanceUid}.xml`);
    await writeInWorkspace('voc/late/slice.dcm', late.bytes);
    await executeCommand(dataCommands.refresh);
    await untilTabs('E0006 · 5mm · 1/1');
  });

  it('of any content is an editor', async () => {
    for (const [i, text] of [
      '',
      '<annotation>',
      '<a/>',
      'no XML',
      vocXml({ boxes: [] }),
    ].entries()) {
      await openWith(await writeInWorkspace(`voc/odd/1.2.3.${i}.xml`, text), viewTypes.voc);
      assert.equal(viewTypeOf(activeTab()), viewTypes.voc);
    }
    await openWith(await writeInWorkspace('voc/odd/notes.xml', '<x/>'), viewTypes.voc);
    assert.equal(viewTypeOf(activeTab()), viewTypes.voc);
  });

  describe('of a real patient', () => {
    before(needsRealCollection);

    it('shows the slice that it is named after', async () => {
      const files = await vscode.workspace.findFiles('data/Annotation/A0001/*.xml');
      for (const uri of files) {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        if (boxOf118.test(text)) await openWith(uri, viewTypes.voc);
      }
      await untilTabs('A0001 · 5mm · 18/64');
    });
  });
});
