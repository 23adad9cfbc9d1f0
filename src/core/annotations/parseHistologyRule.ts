import type { Result } from '../result';
import { err, ok } from '../result';
import type { HistologyClass, HistologyRule } from './HistologyRule';
import { patternWays } from './patternWays';

/** Why a class rule from the settings cannot be used: `message` is one plain sentence, `detail` the value concerned. */
export interface HistologyRuleError {
  readonly code:
    | 'not-a-rule'
    | 'pattern-too-long'
    | 'pattern-invalid'
    | 'pattern-without-group'
    | 'pattern-too-costly'
    | 'class-invalid'
    | 'letter-twice';
  readonly detail: string;
  readonly message: string;
}

const messages: Readonly<Record<HistologyRuleError['code'], string>> = {
  'not-a-rule': 'The class rule needs a pattern and a list of classes.',
  'pattern-too-long': 'The patient ID pattern is too long.',
  'pattern-invalid': 'The patient ID pattern is not a regular expression.',
  'pattern-without-group':
    'The patient ID pattern needs a group in brackets that matches the class letter.',
  'pattern-too-costly':
    'The patient ID pattern could run for ever: it has too many repetitions, optional parts or alternatives, or repeats them.',
  'class-invalid': 'A class needs a letter, a name and a colour like #4455ff.',
  'letter-twice': 'Two classes have the same letter.',
};

const maxPatternLength = 300;
const maxClasses = 64;
/** A pattern with more ways to match could hold up the host for longer than anyone waits. */
const mostWays = 40_000;

/** Checks a class rule of unknown shape (a setting): `{ patientIdPattern, classes: [{ letter, name, colour }] }`. */
export function parseHistologyRule(setting: unknown): Result<HistologyRule, HistologyRuleError> {
  if (!isRecord(setting)) return failure('not-a-rule', typeof setting);
  const { patientIdPattern: pattern, classes } = setting;
  if (typeof pattern !== 'string') return failure('not-a-rule', 'patientIdPattern');
  if (!Array.isArray(classes) || classes.length > maxClasses)
    return failure('not-a-rule', 'classes');
  const problem = patternProblem(pattern);
  if (problem) return err(problem);
  const parsed: HistologyClass[] = [];
  for (const candidate of classes as readonly unknown[]) {
    const entry = parseClass(candidate);
    if (!entry) return failure('class-invalid', JSON.stringify(candidate)?.slice(0, 100) ?? '');
    if (parsed.some((other) => other.letter.toUpperCase() === entry.letter.toUpperCase())) {
      return failure('letter-twice', entry.letter);
    }
    parsed.push(entry);
  }
  return ok({ patientIdPattern: pattern, classes: parsed });
}

function failure(
  code: HistologyRuleError['code'],
  detail: string,
): { readonly ok: false; readonly error: HistologyRuleError } {
  return err(ruleError(code, detail));
}

function ruleError(code: HistologyRuleError['code'], detail: string): HistologyRuleError {
  return { code, detail, message: messages[code] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseClass(value: unknown): HistologyClass | undefined {
  if (!isRecord(value)) return undefined;
  const { letter, name, colour } = value;
  if (typeof letter !== 'string' || typeof name !== 'string' || typeof colour !== 'string') {
    return undefined;
  }
  // The colour goes into style attributes and canvas calls: nothing but a plain hex colour may pass.
  if (letter.trim() === '' || letter.length > 16 || !/^#[0-9a-fA-F]{6}$/.test(colour)) {
    return undefined;
  }
  return { letter: letter.trim(), name: name.trim() === '' ? letter.trim() : name, colour };
}

function patternProblem(pattern: string): HistologyRuleError | undefined {
  if (pattern.length > maxPatternLength) {
    return ruleError('pattern-too-long', `${pattern.length}`);
  }
  const groups = countGroups(pattern);
  if (groups === undefined) return ruleError('pattern-invalid', pattern);
  if (groups === 0) return ruleError('pattern-without-group', pattern);
  if (patternWays(pattern) > mostWays) return ruleError('pattern-too-costly', pattern);
  return undefined;
}

/** The number of capture groups; undefined when the pattern does not compile. */
function countGroups(pattern: string): number | undefined {
  try {
    // With an empty alternative the pattern always matches, and the match tells how many groups there are.
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}
