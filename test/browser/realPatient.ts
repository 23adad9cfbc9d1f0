/** Lung_Dx-A0001, series 3: the folder under the test data, and its truth (README of the test data). */
export const a0001 = {
  series2:
    'manifest-1675442780019/Lung-PET-CT-Dx/Lung_Dx-A0001/04-04-2007-NA-Chest-07990/2.000000-5mm-40805',
  series3:
    'manifest-1675442780019/Lung-PET-CT-Dx/Lung_Dx-A0001/04-04-2007-NA-Chest-07990/3.000000-5mm-41315',
  boxOf118: { xMin: 286, yMin: 310, xMax: 355, yMax: 402 },
} as const;
