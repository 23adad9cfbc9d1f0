/** What kind of file something that is not DICOM appears to be, judged by its first bytes. */
export type LooksLike =
  'text' | 'html' | 'xml' | 'json' | 'png' | 'jpeg' | 'zip' | 'pdf' | 'nifti' | 'zeros' | 'unknown';

/** Why a file could not be read or shown. A value, never thrown. The host turns it into a sentence with a next step. */
export type DicomError =
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-dicom'; readonly looksLike: LooksLike }
  | {
      readonly code: 'truncated';
      readonly where: 'header' | 'pixel-data';
      readonly expectedBytes: number;
      readonly actualBytes: number;
    }
  | { readonly code: 'malformed'; readonly offset: number; readonly detail: string }
  | { readonly code: 'no-pixel-data'; readonly sopClassUid: string }
  | { readonly code: 'no-pixels'; readonly rows: number; readonly columns: number }
  | {
      readonly code: 'unsupported-transfer-syntax';
      readonly uid: string;
      readonly name: string | undefined;
    }
  | { readonly code: 'unsupported-pixel-format'; readonly detail: string };
