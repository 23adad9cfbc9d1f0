import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, dataCommands, viewerCommands } from '../../src/contributions';
import { dicomSeries } from '../builders/dicomSeries';
import { vocFile } from '../builders/vocXml';
import { activeTab, closeAll, openWith, tabLabels, untilTabs } from './tabs';
import { pause, untilEqual, untilFound } from './until';
import {
  dxlens,
  inWorkspace,
  needsRealCollection,
  sliceOfA0001,
  writeInWorkspace,
} from './workspace';

const { executeCommand } = vscode.commands;

/** Runs a command that must end by itself: one that shows an error waits for an answer to it. */
async function runs(command: string, ...args: unknown[]): Promise<void> {
  const late = Symbol('late');
  const ended = await Promise.race([
    executeCommand(command, ...args),
    pause(5_000).then(() => late),
  ]);
  assert.notEqual(ended, late, `${command} waits for something`);
}

describe('commands', () => {
  before(() => dxlens().activate());
  afterEach(closeAll);

  it('are all there once the extension is active', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('are exactly those of the manifest', async () => {
    const registered = await vscode.commands.getCommands(true);
    const known = new Set<string>(Object.values(commands));
    const ours = registered.filter(
      (command) =>
        command.startsWith('dxlens.') &&
        !/\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/.test(command),
    );
    assert.deepEqual(
      ours.filter((command) => !known.has(command)),
      [],
    );
  });

  it('of the viewer do nothing without one', async () => {
    for (const command of Object.values(viewerCommands)) await runs(command);
    assert.deepEqual(tabLabels(), []);
  });

  it('of the tree and the title bar do nothing without what they are about', async () => {
    const { openNode, openNodeToSide, copyNodeUid, openAsImage, openVocAsImage } = dataCommands;
    for (const command of [openNode, openNodeToSide, copyNodeUid, openAsImage, openVocAsImage]) {
      await runs(command);
    }
    await runs(dataCommands.revealInTree);
    await runs(dataCommands.cancelIndexing);
    await runs(dataCommands.showLog);
    assert.deepEqual(tabLabels(), []);
  });

  describe('on a slice of a built series', () => {
    const slices = dicomSeries({ z: [50, 40, 30, 20, 10], patient: 'Lung_Dx-G0003' });
    const [, second, , fourth] = slices;

    before(async () => {
      assert.ok(second && fourth);
      const boxes = [{ label: 'G', corners: [1, 2, 5, 6] }] as const;
      const files = [
        ...slices,
        ...[second, fourth].map((slice) => vocFile(slice, 'G0003', { boxes })),
      ];
      for (const { path, bytes } of files) await writeInWorkspace(`commands/${path}`, bytes);
      await executeCommand(dataCommands.refresh);
    });

    beforeEach(async () => {
      await openWith(inWorkspace(`commands/${second?.path ?? ''}`));
      await untilTabs('G0003 · 5mm · 2/5');
    });

    it('move it through the series', async () => {
      for (const [command, place] of [
        [viewerCommands.nextSlice, '3/5'],
        [viewerCommands.lastSlice, '5/5'],
        [viewerCommands.nextSlice, '5/5'],
        [viewerCommands.previousSlice, '4/5'],
        [viewerCommands.pageBack, '1/5'],
        [viewerCommands.pageForward, '5/5'],
        [viewerCommands.firstSlice, '1/5'],
        [viewerCommands.previousSlice, '1/5'],
      ] as const) {
        await runs(command);
        await untilTabs(`G0003 · 5mm · ${place}`);
      }
    });

    it('go to the annotated slices', async () => {
      await runs(viewerCommands.nextAnnotated);
      await untilTabs('G0003 · 5mm · 4/5');
      await runs(viewerCommands.previousAnnotated);
      await untilTabs('G0003 · 5mm · 2/5');
    });

    it('open the XML of the first box beside the picture, with its object selected', async () => {
      const selected = () => {
        const editor = vscode.window.activeTextEditor;
        return editor?.document.getText(editor.selection);
      };
      // The boxes come after the picture.
      await pause(500);
      await runs(viewerCommands.openBoxXml);
      const text = await untilFound(selected, 'the XML');
      assert.match(text, /^<object>[\s\S]*<name>G<\/name>[\s\S]*<\/object>$/);
      assert.equal(vscode.window.tabGroups.all.length, 2);
      assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.Two);
    });

    it('change windows, zoom and boxes without moving it', async () => {
      const { windowMediastinum, windowLung, windowFile, windowWhole, fit } = viewerCommands;
      const { zoomIn, zoomOut, actualSize, toggleBoxes, toggleBoxList } = viewerCommands;
      for (const command of [windowMediastinum, windowLung, windowFile, windowWhole, fit]) {
        await runs(command);
      }
      for (const command of [zoomIn, zoomOut, actualSize, toggleBoxes, toggleBoxList]) {
        await runs(command);
      }
      assert.equal(activeTab().label, 'G0003 · 5mm · 2/5');
    });

    it('act on the active viewer only', async () => {
      await openWith(inWorkspace(`commands/${fourth?.path ?? ''}`), undefined, {
        viewColumn: vscode.ViewColumn.Beside,
      });
      await untilTabs('G0003 · 5mm · 2/5', 'G0003 · 5mm · 4/5');
      await runs(viewerCommands.lastSlice);
      await untilTabs('G0003 · 5mm · 2/5', 'G0003 · 5mm · 5/5');
    });
  });

  describe('on a real series with three phases', () => {
    before(needsRealCollection);

    it('go from phase to phase at the same position', async () => {
      const found = await vscode.workspace.findFiles('data/**/*A phase*/*.dcm');
      const [first] = found.sort((a, b) => a.path.localeCompare(b.path));
      assert.ok(first);
      await openWith(first);
      for (const [command, phase] of [
        [undefined, 1],
        [viewerCommands.nextPhase, 2],
        [viewerCommands.nextPhase, 3],
        [viewerCommands.previousPhase, 2],
      ] as const) {
        if (command) await runs(command);
        await untilTabs(`E0005 · A phase 5mm Stnd SS50 · 1/7 · ${phase}/3`);
      }
    });

    it('show the slice of a file that is already open as text', async () => {
      await vscode.commands.executeCommand('vscode.openWith', sliceOfA0001('1-18.dcm'), 'default');
      await runs(dataCommands.openAsImage);
      await untilEqual(
        () => tabLabels().includes('A0001 · 5mm · 18/64'),
        true,
        'a tab of the slice',
      );
    });
  });
});
