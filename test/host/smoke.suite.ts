import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('extension host', () => {
  it('has the extension under development', () => {
    const extension = vscode.extensions.all.find((each) => each.packageJSON.name === 'dxlens');
    assert.ok(extension, 'dxlens is not among the extensions');
  });

  it('opened the workspace that the script prepared', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.path;
    assert.equal(folder, process.env['DXLENS_TEST_WORKSPACE']);
  });
});
