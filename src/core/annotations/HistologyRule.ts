/** A tumour class: the letter in the patient ID and in box labels, its name, its colour as `#rrggbb`. */
export interface HistologyClass {
  readonly letter: string;
  readonly name: string;
  readonly colour: string;
}

/**
 * How a patient's histology class is read from the patient ID: the first capture group of the pattern (a JavaScript
 * regular expression) is the class letter. Plain data, so that it can travel to pages and workers; made from settings
 * by parseHistologyRule, which refuses patterns that do not compile or could run for ever.
 */
export interface HistologyRule {
  readonly patientIdPattern: string;
  /** In the order in which they are shown. */
  readonly classes: readonly HistologyClass[];
}

/**
 * The rule of Lung-PET-CT-Dx. The colours are for boxes on grey pictures behind which the stage is black: light, and
 * any two of them apart for every kind of colour blindness (a test computes both). On light themes they stand beside
 * the class's name, never alone.
 */
export const lungPetCtDxRule: HistologyRule = {
  patientIdPattern: '^(?:Lung_Dx-)?([ABEG])\\d{4}$',
  classes: [
    { letter: 'A', name: 'Adenocarcinoma', colour: '#fbae00' },
    { letter: 'B', name: 'Small Cell Carcinoma', colour: '#98a5ff' },
    { letter: 'E', name: 'Large Cell Carcinoma', colour: '#31cb8e' },
    { letter: 'G', name: 'Squamous Cell Carcinoma', colour: '#d8aedc' },
  ],
};

/** Longest patient ID the pattern is tried on; DICOM's own limit is 64 (PS3.5 6.2, LO). */
const maxPatientIdLength = 128;

/** The class of a patient, undefined when the ID does not match the pattern or its letter is no class of the rule. */
export function histologyClassOfPatient(
  patientId: string,
  rule: HistologyRule,
): HistologyClass | undefined {
  const id = patientId.trim();
  if (id.length > maxPatientIdLength) return undefined;
  const letter = compiled(rule.patientIdPattern)?.exec(id)?.[1];
  return letter === undefined ? undefined : histologyClassOfLabel(letter, rule);
}

/** The class whose letter a box label is, without regard to case; undefined for any other label (`Q`, `A0192`). */
export function histologyClassOfLabel(
  label: string,
  rule: HistologyRule,
): HistologyClass | undefined {
  const wanted = label.trim().toUpperCase();
  return rule.classes.find((candidate) => candidate.letter.toUpperCase() === wanted);
}

let lastPattern: { readonly source: string; readonly regExp: RegExp | undefined } | undefined;

function compiled(source: string): RegExp | undefined {
  if (lastPattern?.source !== source) lastPattern = { source, regExp: compile(source) };
  return lastPattern.regExp;
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    // Rules come through parseHistologyRule; one that did not matches nobody instead of breaking the tree.
    return undefined;
  }
}
