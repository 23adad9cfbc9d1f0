/** Value representations the writer knows (PS3.5 6.2). */
export type Vr =
  | 'AE'
  | 'AS'
  | 'AT'
  | 'CS'
  | 'DA'
  | 'DS'
  | 'DT'
  | 'FD'
  | 'FL'
  | 'IS'
  | 'LO'
  | 'LT'
  | 'OB'
  | 'OD'
  | 'OF'
  | 'OL'
  | 'OW'
  | 'PN'
  | 'SH'
  | 'SL'
  | 'SQ'
  | 'SS'
  | 'ST'
  | 'TM'
  | 'UC'
  | 'UI'
  | 'UL'
  | 'UN'
  | 'UR'
  | 'US'
  | 'UT';

/** Tag and VR of one attribute. */
export interface KeywordEntry {
  readonly tag: number;
  readonly vr: Vr;
}

function at<V extends Vr>(tag: number, vr: V): { readonly tag: number; readonly vr: V } {
  return { tag, vr };
}

/** The attributes that builders name by keyword (PS3.6); everything else is written by its tag and VR. */
export const dicomKeywords = {
  SpecificCharacterSet: at(0x00080005, 'CS'),
  ImageType: at(0x00080008, 'CS'),
  InstanceCreationDate: at(0x00080012, 'DA'),
  InstanceCreationTime: at(0x00080013, 'TM'),
  SOPClassUID: at(0x00080016, 'UI'),
  SOPInstanceUID: at(0x00080018, 'UI'),
  StudyDate: at(0x00080020, 'DA'),
  SeriesDate: at(0x00080021, 'DA'),
  AcquisitionDate: at(0x00080022, 'DA'),
  ContentDate: at(0x00080023, 'DA'),
  AcquisitionDateTime: at(0x0008002a, 'DT'),
  StudyTime: at(0x00080030, 'TM'),
  SeriesTime: at(0x00080031, 'TM'),
  AcquisitionTime: at(0x00080032, 'TM'),
  ContentTime: at(0x00080033, 'TM'),
  AccessionNumber: at(0x00080050, 'SH'),
  Modality: at(0x00080060, 'CS'),
  ConversionType: at(0x00080064, 'CS'),
  Manufacturer: at(0x00080070, 'LO'),
  ReferringPhysicianName: at(0x00080090, 'PN'),
  CodeValue: at(0x00080100, 'SH'),
  CodingSchemeDesignator: at(0x00080102, 'SH'),
  CodeMeaning: at(0x00080104, 'LO'),
  StudyDescription: at(0x00081030, 'LO'),
  SeriesDescription: at(0x0008103e, 'LO'),
  ManufacturerModelName: at(0x00081090, 'LO'),
  ReferencedStudySequence: at(0x00081110, 'SQ'),
  ReferencedImageSequence: at(0x00081140, 'SQ'),
  ReferencedSOPClassUID: at(0x00081150, 'UI'),
  ReferencedSOPInstanceUID: at(0x00081155, 'UI'),
  SourceImageSequence: at(0x00082112, 'SQ'),
  PatientName: at(0x00100010, 'PN'),
  PatientID: at(0x00100020, 'LO'),
  PatientBirthDate: at(0x00100030, 'DA'),
  PatientSex: at(0x00100040, 'CS'),
  PatientAge: at(0x00101010, 'AS'),
  PatientSize: at(0x00101020, 'DS'),
  PatientWeight: at(0x00101030, 'DS'),
  PatientComments: at(0x00104000, 'LT'),
  PatientIdentityRemoved: at(0x00120062, 'CS'),
  DeidentificationMethod: at(0x00120063, 'LO'),
  DeidentificationMethodCodeSequence: at(0x00120064, 'SQ'),
  ScanOptions: at(0x00180022, 'CS'),
  Radiopharmaceutical: at(0x00180031, 'LO'),
  SliceThickness: at(0x00180050, 'DS'),
  KVP: at(0x00180060, 'DS'),
  SpacingBetweenSlices: at(0x00180088, 'DS'),
  EchoTime: at(0x00180081, 'DS'),
  DataCollectionDiameter: at(0x00180090, 'DS'),
  SecondaryCaptureDeviceManufacturer: at(0x00181016, 'LO'),
  SoftwareVersions: at(0x00181020, 'LO'),
  ProtocolName: at(0x00181030, 'LO'),
  RadiopharmaceuticalVolume: at(0x00181071, 'DS'),
  RadiopharmaceuticalStartTime: at(0x00181072, 'TM'),
  RadiopharmaceuticalStopTime: at(0x00181073, 'TM'),
  RadionuclideTotalDose: at(0x00181074, 'DS'),
  RadionuclideHalfLife: at(0x00181075, 'DS'),
  RadionuclidePositronFraction: at(0x00181076, 'DS'),
  RadiopharmaceuticalStartDateTime: at(0x00181078, 'DT'),
  ReconstructionDiameter: at(0x00181100, 'DS'),
  GantryDetectorTilt: at(0x00181120, 'DS'),
  TableHeight: at(0x00181130, 'DS'),
  RotationDirection: at(0x00181140, 'CS'),
  ExposureTime: at(0x00181150, 'IS'),
  XRayTubeCurrent: at(0x00181151, 'IS'),
  Exposure: at(0x00181152, 'IS'),
  FilterType: at(0x00181160, 'SH'),
  GeneratorPower: at(0x00181170, 'IS'),
  FocalSpots: at(0x00181190, 'DS'),
  ConvolutionKernel: at(0x00181210, 'SH'),
  ActualFrameDuration: at(0x00181242, 'IS'),
  PatientPosition: at(0x00185100, 'CS'),
  StudyInstanceUID: at(0x0020000d, 'UI'),
  SeriesInstanceUID: at(0x0020000e, 'UI'),
  StudyID: at(0x00200010, 'SH'),
  SeriesNumber: at(0x00200011, 'IS'),
  AcquisitionNumber: at(0x00200012, 'IS'),
  InstanceNumber: at(0x00200013, 'IS'),
  ImagePositionPatient: at(0x00200032, 'DS'),
  ImageOrientationPatient: at(0x00200037, 'DS'),
  FrameOfReferenceUID: at(0x00200052, 'UI'),
  TemporalPositionIdentifier: at(0x00200100, 'IS'),
  PositionReferenceIndicator: at(0x00201040, 'LO'),
  SliceLocation: at(0x00201041, 'DS'),
  ImageComments: at(0x00204000, 'LT'),
  SamplesPerPixel: at(0x00280002, 'US'),
  PhotometricInterpretation: at(0x00280004, 'CS'),
  PlanarConfiguration: at(0x00280006, 'US'),
  NumberOfFrames: at(0x00280008, 'IS'),
  Rows: at(0x00280010, 'US'),
  Columns: at(0x00280011, 'US'),
  PixelSpacing: at(0x00280030, 'DS'),
  PixelAspectRatio: at(0x00280034, 'IS'),
  CorrectedImage: at(0x00280051, 'CS'),
  BitsAllocated: at(0x00280100, 'US'),
  BitsStored: at(0x00280101, 'US'),
  HighBit: at(0x00280102, 'US'),
  PixelRepresentation: at(0x00280103, 'US'),
  SmallestImagePixelValue: at(0x00280106, 'US'),
  LargestImagePixelValue: at(0x00280107, 'US'),
  PixelPaddingValue: at(0x00280120, 'SS'),
  PixelPaddingRangeLimit: at(0x00280121, 'SS'),
  BurnedInAnnotation: at(0x00280301, 'CS'),
  LongitudinalTemporalInformationModified: at(0x00280303, 'CS'),
  WindowCenter: at(0x00281050, 'DS'),
  WindowWidth: at(0x00281051, 'DS'),
  RescaleIntercept: at(0x00281052, 'DS'),
  RescaleSlope: at(0x00281053, 'DS'),
  RescaleType: at(0x00281054, 'LO'),
  WindowCenterWidthExplanation: at(0x00281055, 'LO'),
  VOILUTFunction: at(0x00281056, 'CS'),
  StudyComments: at(0x00324000, 'LT'),
  EnergyWindowRangeSequence: at(0x00540013, 'SQ'),
  EnergyWindowLowerLimit: at(0x00540014, 'DS'),
  EnergyWindowUpperLimit: at(0x00540015, 'DS'),
  RadiopharmaceuticalInformationSequence: at(0x00540016, 'SQ'),
  NumberOfSlices: at(0x00540081, 'US'),
  RadionuclideCodeSequence: at(0x00540300, 'SQ'),
  RadiopharmaceuticalCodeSequence: at(0x00540304, 'SQ'),
  SeriesType: at(0x00541000, 'CS'),
  Units: at(0x00541001, 'CS'),
  CountsSource: at(0x00541002, 'CS'),
  SUVType: at(0x00541006, 'CS'),
  RandomsCorrectionMethod: at(0x00541100, 'CS'),
  AttenuationCorrectionMethod: at(0x00541101, 'LO'),
  DecayCorrection: at(0x00541102, 'CS'),
  ReconstructionMethod: at(0x00541103, 'LO'),
  ScatterCorrectionMethod: at(0x00541105, 'LO'),
  FrameReferenceTime: at(0x00541300, 'DS'),
  DecayFactor: at(0x00541321, 'DS'),
  ImageIndex: at(0x00541330, 'US'),
  PresentationLUTShape: at(0x20500020, 'CS'),
  PixelData: at(0x7fe00010, 'OW'),
} as const satisfies Readonly<Record<string, KeywordEntry>>;

/** A keyword of the table. */
export type DicomKeyword = keyof typeof dicomKeywords;
