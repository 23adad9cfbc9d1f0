// Every id the manifest contributes, written once. test/unit/manifest.test.ts holds this file against package.json
// and package.nls.json; the rest of the code imports from here and never spells an id.

/** Custom editor view types. */
export const viewTypes = {
  /** Default editor of *.dcm, *.dicom and *.ima. */
  viewer: 'dxlens.viewer',
  /** The same editor as an option for every file: DICOM files often have no extension. */
  viewerAny: 'dxlens.viewerAny',
  /** PASCAL VOC XML shown as the slice it annotates. */
  voc: 'dxlens.voc',
} as const;

/** Views and view containers. */
export const views = {
  container: 'dxlens',
  dataSet: 'dxlens.dataSet',
} as const;

/** Settings, each under the section `dxlens`. */
export const settings = {
  patientIdPattern: 'dxlens.histology.patientIdPattern',
  classes: 'dxlens.histology.classes',
  showNotOnDisk: 'dxlens.tree.showNotOnDisk',
  followEditor: 'dxlens.tree.followEditor',
} as const;

/** Theme colours. */
export const colours = {
  annotated: 'dxlens.annotatedForeground',
} as const;

/** Context keys that when-clauses use. */
export const contextKeys = {
  /** A DxLens image editor is the active editor (either view type, or VOC as a picture). */
  viewerActive: 'dxlens.viewerActive',
  /** The page of that editor has the focus, and not in one of its text fields. */
  pageFocus: 'dxlens.pageFocus',
  /** The active text editor holds PASCAL VOC. */
  vocText: 'dxlens.vocText',
  indexing: 'dxlens.indexing',
  hasFolders: 'dxlens.hasFolders',
  /** Series that only metadata.csv names are shown in the tree. */
  showsNotOnDisk: 'dxlens.showsNotOnDisk',
} as const;

/** Commands about data sets, the tree and opening things. */
export const dataCommands = {
  addFolder: 'dxlens.addFolder',
  removeFolder: 'dxlens.removeFolder',
  refresh: 'dxlens.refresh',
  cancelIndexing: 'dxlens.cancelIndexing',
  showNotOnDisk: 'dxlens.showNotOnDisk',
  hideNotOnDisk: 'dxlens.hideNotOnDisk',
  openNode: 'dxlens.openNode',
  openNodeToSide: 'dxlens.openNodeToSide',
  openAsImage: 'dxlens.openAsImage',
  openVocAsImage: 'dxlens.openVocAsImage',
  copyNodeUid: 'dxlens.copyNodeUid',
  revealInTree: 'dxlens.revealInTree',
  showLog: 'dxlens.showLog',
} as const;

/** Commands that the active viewer carries out; the part after `dxlens.viewer.` is the page's action. */
export const viewerCommands = {
  windowMediastinum: 'dxlens.viewer.windowMediastinum',
  windowLung: 'dxlens.viewer.windowLung',
  windowFile: 'dxlens.viewer.windowFile',
  windowWhole: 'dxlens.viewer.windowWhole',
  windowPick: 'dxlens.viewer.windowPick',
  nextSlice: 'dxlens.viewer.nextSlice',
  previousSlice: 'dxlens.viewer.previousSlice',
  pageForward: 'dxlens.viewer.pageForward',
  pageBack: 'dxlens.viewer.pageBack',
  firstSlice: 'dxlens.viewer.firstSlice',
  lastSlice: 'dxlens.viewer.lastSlice',
  nextAnnotated: 'dxlens.viewer.nextAnnotated',
  previousAnnotated: 'dxlens.viewer.previousAnnotated',
  nextPhase: 'dxlens.viewer.nextPhase',
  previousPhase: 'dxlens.viewer.previousPhase',
  zoomIn: 'dxlens.viewer.zoomIn',
  zoomOut: 'dxlens.viewer.zoomOut',
  fit: 'dxlens.viewer.fit',
  actualSize: 'dxlens.viewer.actualSize',
  toggleBoxes: 'dxlens.viewer.toggleBoxes',
  toggleBoxList: 'dxlens.viewer.toggleBoxList',
  openBoxXml: 'dxlens.viewer.openBoxXml',
} as const;

/** All command ids. */
export const commands = { ...dataCommands, ...viewerCommands } as const;
