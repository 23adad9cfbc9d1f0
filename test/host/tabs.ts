import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewTypes } from '../../src/contributions';
import { pause, untilEqual } from './until';
import { writeInWorkspace } from './workspace';

/** The tabs of every group, in their order. */
export function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => [...group.tabs]);
}

/** What the tabs read. */
export function tabLabels(): string[] {
  return tabs().map(({ label }) => label);
}

/** The tab that has the focus. */
export function activeTab(): vscode.Tab {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  assert.ok(tab, 'no tab is active');
  return tab;
}

/** View type of a custom editor's tab; undefined for every other editor. */
export function viewTypeOf(tab: vscode.Tab): string | undefined {
  return tab.input instanceof vscode.TabInputCustom ? tab.input.viewType : undefined;
}

/** Waits until the tabs read exactly this. */
export async function untilTabs(...labels: string[]): Promise<void> {
  await untilEqual(tabLabels, labels, 'the tabs read');
}

/**
 * Writes a file until the one tab reads `label`: VS Code begins to watch a folder some time after it is asked to, and
 * does not tell of what was written before.
 */
export async function writeUntilTab(
  path: string,
  bytes: Uint8Array | string,
  label: string,
): Promise<void> {
  for (let i = 0; i < 10 && tabLabels()[0] !== label; i++) {
    await writeInWorkspace(path, bytes);
    await pause(1_000);
  }
  await untilTabs(label);
}

/** Opens a file in an editor of ours (by default in the viewer), in a tab that stays. */
export async function openWith(
  uri: vscode.Uri,
  viewType: string = viewTypes.viewer,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, {
    preview: false,
    ...options,
  });
}

/** Opens a file as the Explorer does, in a tab that stays. */
export async function open(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
}

/** Closes every editor, edited ones without a question. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await untilTabs();
}
