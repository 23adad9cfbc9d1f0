import * as vscode from 'vscode';
import { assertNever } from '../../core/assertNever';
import type { DicomError, LooksLike } from '../../core/dicom/DicomError';
import type { ImageFacts } from '../../core/dicom/ImageFacts';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import type { FailureAction, FailureMessage } from '../../protocol/viewer';
import { hasHexEditor } from './failureActions';
import { FileTooLargeError } from '../files/openByteSource';

const { t } = vscode.l10n;

/** The explanation for a file that cannot be read as a DICOM image. */
export function dicomFailure(
  fileName: string,
  error: DicomError,
  header: InstanceHeader | undefined,
  facts?: ImageFacts,
): FailureMessage {
  const { title, reason } = explain(fileName, error);
  return failure(title, reason, header ? headerFacts(header, facts) : []);
}

/** The explanation for a file that cannot be read at all. */
export function fileFailure(fileName: string, error: unknown): FailureMessage {
  if (error instanceof FileTooLargeError) {
    return failure(
      t('{0} is too large to read from here', fileName),
      t('This file system can only hand out whole files, and this one is larger than 1 GB.'),
    );
  }
  const code = error instanceof vscode.FileSystemError ? error.code : nodeCode(error);
  switch (code) {
    case 'FileNotFound':
    case 'ENOENT':
      return failure(
        t('{0} is no longer there', fileName),
        t('The file was deleted, moved or renamed.'),
        [],
        ['reload', 'show-log'],
      );
    case 'FileIsADirectory':
    case 'EISDIR':
      return failure(
        t('{0} is a folder', fileName),
        t(
          'Its name looks like a file, but it is a folder. Open a file inside it, or add it as a data set folder.',
        ),
        [],
        ['add-folder', 'show-log'],
      );
    case 'NoPermissions':
    case 'EACCES':
    case 'EPERM':
      return failure(
        t('{0} may not be read', fileName),
        t('You have no permission to read this file.'),
        [],
        ['reload', 'show-log'],
      );
    default:
      return failure(
        t('{0} cannot be read', fileName),
        t('The file system answered: {0}', error instanceof Error ? error.message : String(error)),
        [],
        ['reload', 'show-log'],
      );
  }
}

/** Puts an explanation together. */
export function failure(
  title: string,
  reason: string,
  facts: readonly (readonly [string, string])[] = [],
  actions: readonly FailureAction[] = ['open-text', 'open-hex', 'show-log'],
): FailureMessage {
  return {
    kind: 'failure',
    title,
    reason,
    facts,
    actions: actions.filter(isOfUse).map((action) => ({ action, label: actionLabel(action) })),
  };
}

/** A button for bytes only where there is an editor for them. */
function isOfUse(action: FailureAction): boolean {
  return action !== 'open-hex' || hasHexEditor();
}

function actionLabel(action: FailureAction): string {
  switch (action) {
    case 'open-text':
      return t('Open as Text');
    case 'open-hex':
      return t('Open as Hex');
    case 'show-log':
      return t('Show Log');
    case 'add-folder':
      return t('Add Data Set Folder…');
    case 'reload':
      return t('Try Again');
    default:
      return assertNever(action);
  }
}

function nodeCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function explain(name: string, error: DicomError): { title: string; reason: string } {
  switch (error.code) {
    case 'empty-file':
      return {
        title: t('{0} is empty', name),
        reason: t('The file has no bytes. The download or copy may have failed.'),
      };
    case 'not-dicom':
      return {
        title: t('{0} is not a DICOM file', name),
        reason: t(
          'It has no DICM prefix and does not begin with DICOM elements. {0}',
          looksLikeText(error.looksLike),
        ),
      };
    case 'truncated':
      return { title: t('{0} is cut off', name), reason: cutOffText(error) };
    case 'malformed':
      return {
        title: t('{0} is damaged', name),
        reason: t(
          'The DICOM elements cannot be followed at byte {0}: {1}',
          error.offset,
          error.detail,
        ),
      };
    case 'no-pixel-data':
      return {
        title: t('{0} holds no image', name),
        reason: t('This DICOM object has no pixel data.'),
      };
    case 'no-pixels':
      return {
        title: t('{0} has an image without pixels', name),
        reason: t('The header says {0} rows and {1} columns.', error.rows, error.columns),
      };
    case 'unsupported-transfer-syntax':
      return {
        title: t('The pixel data of {0} cannot be decoded', name),
        reason: t(
          'Transfer syntax {0} ({1}) is not supported.',
          error.name ?? t('unknown'),
          error.uid,
        ),
      };
    case 'unsupported-pixel-format':
      return {
        title: t('The pixels of {0} cannot be shown', name),
        reason: error.detail,
      };
    default:
      return assertNever(error);
  }
}

function cutOffText(error: Extract<DicomError, { code: 'truncated' }>): string {
  const { expectedBytes, actualBytes } = error;
  return error.where === 'header'
    ? t(
        'The header ends in the middle: byte {0} is needed and the file has {1} bytes.',
        expectedBytes,
        actualBytes,
      )
    : t(
        'The pixel data ends early: {0} bytes are needed and {1} are there.',
        expectedBytes,
        actualBytes,
      );
}

function looksLikeText(looksLike: LooksLike): string {
  switch (looksLike) {
    case 'zeros':
      return t('It holds only zeros.');
    case 'unknown':
      return t('What it is cannot be told.');
    case 'text':
      return t('It looks like plain text.');
    default:
      return t('It looks like {0}.', looksLike.toUpperCase());
  }
}

/** What an engineer wants to know of a file whose picture cannot be shown. */
function headerFacts(header: InstanceHeader, facts: ImageFacts | undefined): [string, string][] {
  const rows = facts?.rows ?? header.rows;
  const columns = facts?.columns ?? header.columns;
  const all: [string, string | undefined][] = [
    [t('Patient ID'), header.patientId],
    [t('Study'), [header.studyDate, header.studyDescription].filter(Boolean).join(' · ')],
    [t('Series'), header.seriesDescription],
    [t('Modality'), header.modality],
    [t('Size'), rows !== undefined && columns !== undefined ? `${columns} × ${rows}` : undefined],
    [t('SOP Class UID'), header.sopClassUid],
    [t('SOP Instance UID'), header.sopInstanceUid],
    [t('Transfer syntax'), header.transferSyntaxUid],
  ];
  return all.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []));
}
