/** What a repetition without an upper limit counts as: about as many letters as an ID has. */
const openRepetition = 32;
const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
const groupStart = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/;

/**
 * In how many ways a regular expression can be tried on a short text before it fails, roughly and rather too many:
 * each choice (an alternative, an optional part, a number of repetitions) multiplies. `(a+)+` or `(a?){40}` come to
 * numbers with which a match would never end. The pattern must compile.
 */
export function patternWays(pattern: string): number {
  // Escaped letters and classes are one letter each, and take no choice.
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return new WaysReader(plain).alternatives();
}

class WaysReader {
  private at = 0;

  constructor(private readonly plain: string) {}

  alternatives(): number {
    let ways = this.sequence();
    while (this.plain[this.at] === '|') {
      this.at++;
      ways += this.sequence();
    }
    return ways;
  }

  private sequence(): number {
    let ways = 1;
    while (this.at < this.plain.length && !'|)'.includes(this.plain[this.at] ?? '')) {
      ways *= this.repeated(this.atom());
    }
    return ways;
  }

  private atom(): number {
    const start = groupStart.exec(this.rest)?.[0];
    this.at += start?.length ?? 1;
    if (start === undefined) return 1;
    const ways = this.alternatives();
    this.at++; // the closing bracket
    return ways;
  }

  private repeated(ways: number): number {
    const text = quantifier.exec(this.rest)?.[0];
    if (text === undefined) return ways;
    this.at += text.length;
    const { least, most } = limits(text);
    const choices = most - least + 1;
    // What has no choice inside leaves only that of how often; else each repetition chooses anew.
    return ways === 1 ? choices : choices * ways ** most;
  }

  private get rest(): string {
    return this.plain.slice(this.at);
  }
}

function limits(text: string): { readonly least: number; readonly most: number } {
  if (text.startsWith('?')) return { least: 0, most: 1 };
  if (/^[*+]/.test(text)) return { least: 1, most: openRepetition };
  const [, least = '0', comma, most] = /^\{(\d+)(,)?(\d*)/.exec(text) ?? [];
  if (comma === undefined) return { least: Number(least), most: Number(least) };
  return { least: Number(least), most: most ? Number(most) : Number(least) + openRepetition };
}
