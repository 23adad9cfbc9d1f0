import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dataCommands, settings } from '../../src/contributions';
import { lungPetCtDxRule } from '../../src/core/annotations/HistologyRule';
import { readHistologyRule, readSetting, registerSettings } from '../../src/host/settings';
import { untilEqual } from './until';
import { dxlens } from './workspace';

const { Global } = vscode.ConfigurationTarget;

describe('settings', () => {
  /** Changes a setting and waits until the extension host knows: the window tells it some time after. */
  const change = async (id: string, value: unknown): Promise<void> => {
    const configuration = () => vscode.workspace.getConfiguration();
    await configuration().update(id, value, Global);
    await untilEqual(() => configuration().inspect(id)?.globalValue, value, id);
  };

  let following: vscode.Disposable;

  before(async () => {
    await dxlens().activate();
    following = registerSettings();
  });
  after(() => void following.dispose());
  afterEach(async () => {
    for (const id of Object.values(settings)) await change(id, undefined);
  });

  it("have this collection's class rule as default", () => {
    assert.deepEqual(readHistologyRule(), { rule: lungPetCtDxRule, problem: undefined });
    assert.equal(readSetting(settings.showNotOnDisk, undefined), true);
    assert.equal(readSetting(settings.followEditor, undefined), true);
  });

  it('take another rule', async () => {
    const classes = [{ letter: 'M', name: 'Melanoma', colour: '#123abc' }];
    await change(settings.patientIdPattern, '^(M)-\\d+$');
    await change(settings.classes, classes);
    assert.deepEqual(readHistologyRule(), {
      rule: { patientIdPattern: '^(M)-\\d+$', classes },
      problem: undefined,
    });
  });

  for (const [what, id, value, code] of [
    ['a pattern that is no expression', settings.patientIdPattern, '([ABEG]', 'pattern-invalid'],
    ['a pattern without a group', settings.patientIdPattern, '^A', 'pattern-without-group'],
    [
      'a pattern that could run for ever',
      settings.patientIdPattern,
      '^((a+)+)$',
      'pattern-too-costly',
    ],
    ['a pattern that is a number', settings.patientIdPattern, 5, 'not-a-rule'],
    ['classes that are no list', settings.classes, 'A', 'not-a-rule'],
    [
      'a class without a name',
      settings.classes,
      [{ letter: 'A', colour: '#ffffff' }],
      'class-invalid',
    ],
    [
      'a colour that is more than a colour',
      settings.classes,
      [{ letter: 'A', name: 'A', colour: 'red"/><script>' }],
      'class-invalid',
    ],
    [
      'one letter twice',
      settings.classes,
      ['a', 'A'].map((letter) => ({ letter, name: letter, colour: '#ffffff' })),
      'letter-twice',
    ],
  ] as const) {
    it(`fall back to the default for ${what}, and say why`, async () => {
      await change(id, value);
      const { rule, problem } = readHistologyRule();
      assert.equal(rule, lungPetCtDxRule);
      assert.match(problem ?? '', new RegExp(`^${code}: `));
    });
  }

  it('follow the commands that show and hide series not on disk', async () => {
    const shown = () => readSetting<boolean | undefined>(settings.showNotOnDisk, undefined);
    await vscode.commands.executeCommand(dataCommands.hideNotOnDisk);
    await untilEqual(shown, false, settings.showNotOnDisk);
    await vscode.commands.executeCommand(dataCommands.showNotOnDisk);
    await untilEqual(shown, true, settings.showNotOnDisk);
  });
});
