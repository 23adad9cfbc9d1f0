import type { Result } from '../result';
import { err, ok } from '../result';
import type { HistologyClass, HistologyRule } from './HistologyRule';

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
    'The patient ID pattern could run for ever: a repeated group must not hold repetitions or alternatives.',
  'class-invalid': 'A class needs a letter, a name and a colour like #4455ff.',
  'letter-twice': 'Two classes have the same letter.',
};

const maxPatternLength = 300;
const maxClasses = 64;

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
  if (mayBacktrackForEver(pattern)) return ruleError('pattern-too-costly', pattern);
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

/**
 * Whether a repeated group holds a repetition or alternatives, as in `(a+)+` or `(a|a)*`: the shapes whose matching
 * time doubles with each character. It also refuses some harmless patterns, which can be written without the nesting;
 * and more than a few open repetitions in a row, whose time grows with a high power of the length.
 */
function mayBacktrackForEver(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const open: { risky: boolean }[] = [{ risky: false }];
  let repetitions = 0;
  for (let at = 0; at < plain.length; at++) {
    const top = open[open.length - 1];
    const repeats = /^(?:[*+]|\{\d+,\d*\}|\{\d{2,}\})/.exec(plain.slice(at, at + 12));
    if (plain[at] === '(') open.push({ risky: false });
    else if (plain[at] === '|' && top) top.risky = true;
    else if (plain[at] === ')') {
      const group = open.pop();
      const repeated = /^(?:[*+]|\{)/.test(plain.slice(at + 1));
      if (group?.risky && repeated) return true;
      const outer = open[open.length - 1];
      if (outer && group?.risky) outer.risky = true;
    } else if (repeats && top) {
      top.risky = true;
      repetitions += 1;
    }
  }
  return repetitions > 4;
}
