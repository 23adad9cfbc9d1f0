import * as vscode from 'vscode';
import { lungPetCtDxRule } from '../core/annotations/HistologyRule';
import type { HistologyRule } from '../core/annotations/HistologyRule';
import { parseHistologyRule } from '../core/annotations/parseHistologyRule';
import { settings } from '../contributions';

/** A setting's value, by its full id. */
export function readSetting<T>(id: string, fallback: T): T {
  const dot = id.lastIndexOf('.');
  return vscode.workspace.getConfiguration(id.slice(0, dot)).get<T>(id.slice(dot + 1), fallback);
}

/** The class rule of the settings; the collection's own where the setting is no valid rule, with the reason. */
export function readHistologyRule(): { rule: HistologyRule; problem: string | undefined } {
  const parsed = parseHistologyRule({
    patientIdPattern: readSetting(settings.patientIdPattern, lungPetCtDxRule.patientIdPattern),
    classes: readSetting<unknown>(settings.classes, lungPetCtDxRule.classes),
  });
  return parsed.ok
    ? { rule: parsed.value, problem: undefined }
    : { rule: lungPetCtDxRule, problem: `${parsed.error.code}: ${parsed.error.detail}` };
}
