import type { BuiltFile } from './BuiltFile';

/** One box: label and corners in the coordinates of the collection (origin: outer corner of the top-left pixel). */
export interface VocBox {
  /** `A` when absent. */
  readonly label?: string;
  /** xmin, ymin, xmax, ymax. */
  readonly corners: readonly [number, number, number, number];
}

/** What a VOC file holds; the defaults are those of a CT slice of Lung-PET-CT-Dx. */
export interface VocLiteral {
  readonly boxes: readonly VocBox[];
  readonly width?: number;
  readonly height?: number;
  /** 1 for CT, 3 for captures. */
  readonly depth?: number;
}

function objectXml(box: VocBox): string {
  const [xmin, ymin, xmax, ymax] = box.corners;
  return `  <object>
    <name>${box.label ?? 'A'}</name>
    <pose>Unspecified</pose>
    <truncated>0</truncated>
    <Difficult>0</Difficult>
    <bndbox>
      <xmin>${xmin}</xmin>
      <ymin>${ymin}</ymin>
      <xmax>${xmax}</xmax>
      <ymax>${ymax}</ymax>
    </bndbox>
  </object>
`;
}

/**
 * VOC XML in the collection's own shape to the byte: two spaces, LF, no declaration and no newline at the end,
 * `Difficult` with a capital, `Unknow` without its n. The label is written as it is, so hostile text stays hostile.
 */
export function vocXml(voc: VocLiteral): string {
  return `<annotation verified="no">
  <folder>Unknow</folder>
  <filename>Unknow</filename>
  <path>Unknow</path>
  <source>Unknow<database>Unknown</database>
  </source>
  <size>
    <width>${voc.width ?? 512}</width>
    <height>${voc.height ?? 512}</height>
    <depth>${voc.depth ?? 1}</depth>
  </size>
  <segmented>0</segmented>
${voc.boxes.map(objectXml).join('')}</annotation>`;
}

/** The annotation file of a slice, where the collection keeps it: Annotation/<A0001>/<SOP Instance UID>.xml. */
export function vocFile(
  slice: BuiltFile,
  annotationFolder: string,
  voc: VocLiteral,
): { path: string; bytes: Uint8Array } {
  return {
    path: `Annotation/${annotationFolder}/${slice.sopInstanceUid}.xml`,
    bytes: new TextEncoder().encode(vocXml(voc)),
  };
}
