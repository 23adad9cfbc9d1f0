/** A named window for CT in HU. */
interface VoiPreset {
  /** Stable: kept in page state, keys and commands. */
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly center: number;
}

/**
 * The CT windows offered in every viewer, the collection's own two first. They are shown with the file's VOI LUT
 * Function. `visualization-tools` is what the collection's own script shows.
 */
export const ctPresets: readonly VoiPreset[] = [
  { id: 'mediastinum', name: 'Mediastinum', width: 350, center: 40 },
  { id: 'lung', name: 'Lung', width: 1400, center: -700 },
  { id: 'lung-wide', name: 'Lung wide', width: 1500, center: -400 },
  { id: 'lung-1500', name: 'Lung W1500', width: 1500, center: -600 },
  { id: 'soft-tissue', name: 'Soft tissue', width: 400, center: 40 },
  { id: 'bone', name: 'Bone', width: 2500, center: 480 },
  { id: 'brain', name: 'Brain', width: 80, center: 40 },
  { id: 'liver', name: 'Liver', width: 150, center: 90 },
  { id: 'visualization-tools', name: 'VisualizationTools', width: 2040, center: -4 },
];
