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
 * The rule of Lung-PET-CT-Dx. Any two of the colours stay apart for every kind of colour blindness and from grey, and
 * each has a contrast of 3:1 with white and with dark themes (a test computes both).
 */
export const lungPetCtDxRule: HistologyRule = {
  patientIdPattern: '^(?:Lung_Dx-)?([ABEG])\\d{4}$',
  classes: [
    { letter: 'A', name: 'Adenocarcinoma', colour: '#4455ff' },
    { letter: 'B', name: 'Small Cell Carcinoma', colour: '#bb8811' },
    { letter: 'E', name: 'Large Cell Carcinoma', colour: '#cc22aa' },
    { letter: 'G', name: 'Squamous Cell Carcinoma', colour: '#009955' },
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
