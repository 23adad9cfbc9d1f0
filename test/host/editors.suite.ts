import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewTypes } from '../../src/contributions';
import { dicomSeries } from '../builders/dicomSeries';
import { openDicomFiles } from './openFiles';
import {
  activeTab,
  closeAll,
  open,
  openWith,
  tabLabels,
  tabs,
  untilTabs,
  viewTypeOf,
  writeUntilTab,
} from './tabs';
import { pause, untilEqual } from './until';
import { inWorkspace, needsRealCollection, sliceOfA0001, writeInWorkspace } from './workspace';

describe('DICOM editors', () => {
  afterEach(closeAll);

  describe('on a real patient', () => {
    before(needsRealCollection);

    it('name patient, series and slice in the tab', async () => {
      await openWith(sliceOfA0001('1-18.dcm'));
      await untilTabs('A0001 · 5mm · 18/64');
    });

    it('are the default for *.dcm', async () => {
      await open(sliceOfA0001('1-18.dcm'));
      assert.equal(viewTypeOf(activeTab()), viewTypes.viewer);
      await untilTabs('A0001 · 5mm · 18/64');
    });

    it('have a tab of their own for each file that the Explorer opens', async () => {
      await open(sliceOfA0001('1-18.dcm'));
      await open(sliceOfA0001('1-20.dcm'));
      await open(sliceOfA0001('1-01.dcm', 'series2'));
      await untilTabs('A0001 · 5mm · 18/64', 'A0001 · 5mm · 20/64', 'A0001 · 5mm · 1/64');
      await open(sliceOfA0001('1-18.dcm'));
      assert.equal(tabs().length, 3);
      assert.equal(activeTab().label, 'A0001 · 5mm · 18/64');
    });

    it('show one file twice, side by side', async () => {
      await openWith(sliceOfA0001('1-18.dcm'));
      await untilTabs('A0001 · 5mm · 18/64');
      await openWith(sliceOfA0001('1-18.dcm'), viewTypes.viewer, {
        viewColumn: vscode.ViewColumn.Beside,
      });
      await untilTabs('A0001 · 5mm · 18/64', 'A0001 · 5mm · 18/64');
      assert.equal(vscode.window.tabGroups.all.length, 2);
    });

    it('say the phase where a series has several', async () => {
      const found = await vscode.workspace.findFiles('data/**/*A phase*/*.dcm');
      const [first] = found.sort((a, b) => a.path.localeCompare(b.path));
      assert.ok(first);
      await openWith(first);
      await untilTabs('E0005 · A phase 5mm Stnd SS50 · 1/7 · 1/3');
    });
  });

  describe('on files of any name', () => {
    const slices = dicomSeries({
      z: [10, 20, 30],
      patient: 'Lung_Dx-B0007',
      elements: { SeriesDescription: 'thin' },
    });
    const names = ['IM_0001', '1.2.840.10008.2', 'scan.v2'];

    before(async () => {
      for (const [i, { bytes }] of slices.entries()) {
        await writeInWorkspace(`editors/no-extension/${names[i]}`, bytes);
      }
    });

    it('open without an extension, and find their series', async () => {
      for (const name of names) await openWith(at(name), viewTypes.viewerAny);
      await untilTabs('B0007 · thin · 1/3', 'B0007 · thin · 2/3', 'B0007 · thin · 3/3');
      assert.deepEqual(tabs().map(viewTypeOf), Array(3).fill(viewTypes.viewerAny));
    });

    it('open by the command of the Explorer: the default editor where it applies, else the optional one', async () => {
      await vscode.commands.executeCommand('dxlens.openAsImage', at('IM_0001'));
      await untilTabs('B0007 · thin · 1/3');
      assert.equal(viewTypeOf(activeTab()), viewTypes.viewerAny);
      const upper = await writeInWorkspace('editors/upper/SLICE.DCM', slices[1]?.bytes ?? '');
      await vscode.commands.executeCommand('dxlens.openAsImage', upper);
      assert.equal(viewTypeOf(activeTab()), viewTypes.viewer);
    });

    it('are the default for *.dicom and *.ima too, whatever the case', async () => {
      for (const name of ['a.dicom', 'b.ima', 'C.IMA', 'D.DCM']) {
        await open(await writeInWorkspace(`editors/names/${name}`, slices[0]?.bytes ?? ''));
        assert.equal(viewTypeOf(activeTab()), viewTypes.viewer, name);
      }
    });

    it('open names with spaces, %, # and letters beyond ASCII', async () => {
      const names = ['a b.dcm', '50%.dcm', 'c#1.dcm', 'd?e=f.dcm', '肺[1]{2}.dcm'];
      for (const [i, name] of names.entries()) {
        const [slice] = dicomSeries({ z: [i], patient: 'Lung_Dx-G0001', series: name });
        await openWith(await writeInWorkspace(`editors/odd ${i}/${name}`, slice?.bytes ?? ''));
      }
      await untilTabs(...names.map(() => 'G0001 · 5mm · 1/1'));
    });

    function at(name: string): vscode.Uri {
      return inWorkspace(`editors/no-extension/${name}`);
    }
  });

  it('follow the file on the disk', async () => {
    const path = 'editors/changing/slice.dcm';
    const [one] = dicomSeries({ z: [0], patient: 'Lung_Dx-E0001', series: 'one' });
    const [two] = dicomSeries({ z: [0], patient: 'Lung_Dx-E0002', series: 'two' });
    const uri = await writeInWorkspace(path, one?.bytes ?? '');
    await openWith(uri);
    await untilTabs('E0001 · 5mm · 1/1');
    await writeUntilTab(path, two?.bytes ?? '', 'E0002 · 5mm · 1/1');
    await writeInWorkspace(path, two?.bytes ?? '');
    await pause(1_500);
    await untilTabs('E0002 · 5mm · 1/1');
    await vscode.workspace.fs.delete(uri);
    await writeUntilTab(path, one?.bytes ?? '', 'E0001 · 5mm · 1/1');
  });

  it('may be closed at any moment', async () => {
    const size = { rows: 512, columns: 512 };
    const slices = dicomSeries({ z: [1, 2, 3, 4, 5, 6], patient: 'Lung_Dx-G0012', ...size });
    const uris: vscode.Uri[] = [];
    for (const { path, bytes } of slices) {
      uris.push(await writeInWorkspace(`editors/closing/${path}`, bytes));
    }
    for (const uri of uris) {
      const opened = openWith(uri);
      if (uris.indexOf(uri) % 2 === 0) await opened;
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await opened;
    }
    await closeAll();
    assert.deepEqual(tabLabels(), []);
    if (openDicomFiles()) await untilEqual(openDicomFiles, [], 'files left open');
  });
});
