import * as vscode from 'vscode';
import { lungPetCtDxRule } from '../core/annotations/HistologyRule';
import type { HistologyRule } from '../core/annotations/HistologyRule';
import { parseHistologyRule } from '../core/annotations/parseHistologyRule';
import { settings } from '../contributions';

/** Values read since the last change: the tree asks for the same ones once for each of its lines. */
const known = new Map<string, unknown>();
let knownRule: { rule: HistologyRule; problem: string | undefined } | undefined;

/** Keeps settings at hand until one of ours changes. */
export function registerSettings(): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('dxlens')) return;
    known.clear();
    knownRule = undefined;
  });
}

/** A setting's value, by its full id. */
export function readSetting<T>(id: string, fallback: T): T {
  if (!known.has(id)) {
    const dot = id.lastIndexOf('.');
    const section = vscode.workspace.getConfiguration(id.slice(0, dot));
    known.set(id, section.get<T>(id.slice(dot + 1), fallback));
  }
  return known.get(id) as T;
}

/** The class rule of the settings; the collection's own where the setting is no valid rule, with the reason. */
export function readHistologyRule(): { rule: HistologyRule; problem: string | undefined } {
  knownRule ??= parseRule();
  return knownRule;
}

function parseRule(): { rule: HistologyRule; problem: string | undefined } {
  const parsed = parseHistologyRule({
    patientIdPattern: readSetting(settings.patientIdPattern, lungPetCtDxRule.patientIdPattern),
    classes: readSetting<unknown>(settings.classes, lungPetCtDxRule.classes),
  });
  return parsed.ok
    ? { rule: parsed.value, problem: undefined }
    : { rule: lungPetCtDxRule, problem: `${parsed.error.code}: ${parsed.error.detail}` };
}
