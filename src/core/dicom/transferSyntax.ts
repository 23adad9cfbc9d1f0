/** How a data set is written (PS3.5 section 7): value representation explicit or not, and byte order. */
export interface Encoding {
  readonly explicitVr: boolean;
  readonly littleEndian: boolean;
}

/** PS3.5 A.2, how all but the oldest transfer syntaxes are written. */
export const explicitLittleEndian: Encoding = { explicitVr: true, littleEndian: true };
/** PS3.5 A.1, the default of DICOM. */
export const implicitLittleEndian: Encoding = { explicitVr: false, littleEndian: true };
/** PS3.5 A.3, retired. */
export const explicitBigEndian: Encoding = { explicitVr: true, littleEndian: false };

/** One transfer syntax of PS3.6 Annex A. */
interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly encoding: Encoding;
  /** Pixel data is a sequence of fragments (PS3.5 A.4). */
  readonly encapsulated: boolean;
  /** The data set after group 0002 is deflated (PS3.5 A.5). */
  readonly deflated: boolean;
}

type Form = 'native' | 'encapsulated' | 'deflated' | 'implicit' | 'big-endian';

const JPEG = '1.2.840.10008.1.2.4.';

const table: readonly (readonly [uid: string, form: Form, name: string])[] = [
  ['1.2.840.10008.1.2', 'implicit', 'Implicit VR Little Endian'],
  ['1.2.840.10008.1.2.1', 'native', 'Explicit VR Little Endian'],
  ['1.2.840.10008.1.2.1.98', 'encapsulated', 'Encapsulated Uncompressed Explicit VR Little Endian'],
  ['1.2.840.10008.1.2.1.99', 'deflated', 'Deflated Explicit VR Little Endian'],
  ['1.2.840.10008.1.2.2', 'big-endian', 'Explicit VR Big Endian'],
  [`${JPEG}50`, 'encapsulated', 'JPEG Baseline (Process 1)'],
  [`${JPEG}51`, 'encapsulated', 'JPEG Extended (Process 2 & 4)'],
  [`${JPEG}52`, 'encapsulated', 'JPEG Extended (Process 3 & 5)'],
  [`${JPEG}53`, 'encapsulated', 'JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)'],
  [`${JPEG}54`, 'encapsulated', 'JPEG Spectral Selection, Non-Hierarchical (Process 7 & 9)'],
  [`${JPEG}55`, 'encapsulated', 'JPEG Full Progression, Non-Hierarchical (Process 10 & 12)'],
  [`${JPEG}56`, 'encapsulated', 'JPEG Full Progression, Non-Hierarchical (Process 11 & 13)'],
  [`${JPEG}57`, 'encapsulated', 'JPEG Lossless, Non-Hierarchical (Process 14)'],
  [`${JPEG}58`, 'encapsulated', 'JPEG Lossless, Non-Hierarchical (Process 15)'],
  [`${JPEG}59`, 'encapsulated', 'JPEG Extended, Hierarchical (Process 16 & 18)'],
  [`${JPEG}60`, 'encapsulated', 'JPEG Extended, Hierarchical (Process 17 & 19)'],
  [`${JPEG}61`, 'encapsulated', 'JPEG Spectral Selection, Hierarchical (Process 20 & 22)'],
  [`${JPEG}62`, 'encapsulated', 'JPEG Spectral Selection, Hierarchical (Process 21 & 23)'],
  [`${JPEG}63`, 'encapsulated', 'JPEG Full Progression, Hierarchical (Process 24 & 26)'],
  [`${JPEG}64`, 'encapsulated', 'JPEG Full Progression, Hierarchical (Process 25 & 27)'],
  [`${JPEG}65`, 'encapsulated', 'JPEG Lossless, Hierarchical (Process 28)'],
  [`${JPEG}66`, 'encapsulated', 'JPEG Lossless, Hierarchical (Process 29)'],
  [`${JPEG}70`, 'encapsulated', 'JPEG Lossless, First-Order Prediction (Process 14 SV1)'],
  [`${JPEG}80`, 'encapsulated', 'JPEG-LS Lossless'],
  [`${JPEG}81`, 'encapsulated', 'JPEG-LS Lossy (Near-Lossless)'],
  [`${JPEG}90`, 'encapsulated', 'JPEG 2000 (Lossless Only)'],
  [`${JPEG}91`, 'encapsulated', 'JPEG 2000'],
  [`${JPEG}92`, 'encapsulated', 'JPEG 2000 Part 2 Multi-component (Lossless Only)'],
  [`${JPEG}93`, 'encapsulated', 'JPEG 2000 Part 2 Multi-component'],
  [`${JPEG}94`, 'native', 'JPIP Referenced'],
  [`${JPEG}95`, 'deflated', 'JPIP Referenced Deflate'],
  [`${JPEG}100`, 'encapsulated', 'MPEG2 Main Profile / Main Level'],
  [`${JPEG}100.1`, 'encapsulated', 'Fragmentable MPEG2 Main Profile / Main Level'],
  [`${JPEG}101`, 'encapsulated', 'MPEG2 Main Profile / High Level'],
  [`${JPEG}101.1`, 'encapsulated', 'Fragmentable MPEG2 Main Profile / High Level'],
  [`${JPEG}102`, 'encapsulated', 'MPEG-4 AVC/H.264 High Profile / Level 4.1'],
  [`${JPEG}102.1`, 'encapsulated', 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1'],
  [`${JPEG}103`, 'encapsulated', 'MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1'],
  [
    `${JPEG}103.1`,
    'encapsulated',
    'Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1',
  ],
  [`${JPEG}104`, 'encapsulated', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video'],
  [
    `${JPEG}104.1`,
    'encapsulated',
    'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video',
  ],
  [`${JPEG}105`, 'encapsulated', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video'],
  [
    `${JPEG}105.1`,
    'encapsulated',
    'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video',
  ],
  [`${JPEG}106`, 'encapsulated', 'MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2'],
  [`${JPEG}106.1`, 'encapsulated', 'Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2'],
  [`${JPEG}107`, 'encapsulated', 'HEVC/H.265 Main Profile / Level 5.1'],
  [`${JPEG}108`, 'encapsulated', 'HEVC/H.265 Main 10 Profile / Level 5.1'],
  [`${JPEG}110`, 'encapsulated', 'JPEG XL Lossless'],
  [`${JPEG}111`, 'encapsulated', 'JPEG XL JPEG Recompression'],
  [`${JPEG}112`, 'encapsulated', 'JPEG XL'],
  [`${JPEG}201`, 'encapsulated', 'High-Throughput JPEG 2000 (Lossless Only)'],
  [`${JPEG}202`, 'encapsulated', 'High-Throughput JPEG 2000 with RPCL Options (Lossless Only)'],
  [`${JPEG}203`, 'encapsulated', 'High-Throughput JPEG 2000'],
  [`${JPEG}204`, 'native', 'JPIP HTJ2K Referenced'],
  [`${JPEG}205`, 'deflated', 'JPIP HTJ2K Referenced Deflate'],
  ['1.2.840.10008.1.2.5', 'encapsulated', 'RLE Lossless'],
  ['1.2.840.10008.1.2.6.1', 'native', 'RFC 2557 MIME Encapsulation'],
  ['1.2.840.10008.1.2.6.2', 'native', 'XML Encoding'],
  [
    '1.2.840.10008.1.2.7.1',
    'encapsulated',
    'SMPTE ST 2110-20 Uncompressed Progressive Active Video',
  ],
  [
    '1.2.840.10008.1.2.7.2',
    'encapsulated',
    'SMPTE ST 2110-20 Uncompressed Interlaced Active Video',
  ],
  ['1.2.840.10008.1.2.7.3', 'encapsulated', 'SMPTE ST 2110-30 PCM Digital Audio'],
  ['1.2.840.10008.1.2.8.1', 'encapsulated', 'Deflated Image Frame Compression'],
  ['1.2.840.10008.1.20', 'implicit', 'Papyrus 3 Implicit VR Little Endian'],
];

function encodingOf(form: Form): Encoding {
  if (form === 'implicit') return implicitLittleEndian;
  return form === 'big-endian' ? explicitBigEndian : explicitLittleEndian;
}

const byUid = new Map<string, TransferSyntax>(
  table.map(([uid, form, name]) => [
    uid,
    {
      uid,
      name,
      encoding: encodingOf(form),
      encapsulated: form === 'encapsulated',
      deflated: form === 'deflated',
    },
  ]),
);

/** The standard transfer syntax with this UID (PS3.6 table A-1, retired ones too); undefined for a private UID. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  return byUid.get(uid);
}

/** JPIP and MIME/XML forms keep the pixels elsewhere or in another container: there is no native pixel data to cut. */
const withoutNativePixels = new Set(
  ['94', '95', '204', '205']
    .map((leaf) => JPEG + leaf)
    .concat('1.2.840.10008.1.2.6.1', '1.2.840.10008.1.2.6.2'),
);

/** True when pixel data of this transfer syntax can be cut out of the file (after inflating) without a decoder. */
export function hasNativePixels(syntax: TransferSyntax): boolean {
  return !syntax.encapsulated && !withoutNativePixels.has(syntax.uid);
}
