import { describe, expect, it } from 'vitest';
import {
  histologyClassOfLabel,
  histologyClassOfPatient,
  lungPetCtDxRule,
} from '../../../src/core/annotations/HistologyRule';
import { parseHistologyRule } from '../../../src/core/annotations/parseHistologyRule';

const nameOf = (patientId: string) => histologyClassOfPatient(patientId, lungPetCtDxRule)?.name;

describe('the collection rule', () => {
  it('reads the class from the patient ID', () => {
    expect(nameOf('Lung_Dx-A0001')).toBe('Adenocarcinoma');
    expect(nameOf('B0012')).toBe('Small Cell Carcinoma');
    expect(nameOf(' Lung_Dx-E0005 ')).toBe('Large Cell Carcinoma');
    expect(nameOf('Lung_Dx-G0062')).toBe('Squamous Cell Carcinoma');
  });

  it.each(['Lung_Dx-D0001', 'Lung_Dx-A001', 'Lung_Dx-A00011', 'a0001', '', 'xLung_Dx-A0001'])(
    'gives "%s" no class',
    (id) => {
      expect(nameOf(id)).toBeUndefined();
    },
  );

  it('compares labels without case and knows no other label', () => {
    expect(histologyClassOfLabel('a', lungPetCtDxRule)?.letter).toBe('A');
    expect(histologyClassOfLabel('G', lungPetCtDxRule)?.letter).toBe('G');
    expect(histologyClassOfLabel('Q', lungPetCtDxRule)).toBeUndefined();
    expect(histologyClassOfLabel('A0192', lungPetCtDxRule)).toBeUndefined();
  });
});

describe('a rule from the settings', () => {
  const classes = lungPetCtDxRule.classes;
  const code = (patientIdPattern: unknown, list: unknown = classes) => {
    const result = parseHistologyRule({ patientIdPattern, classes: list });
    return result.ok ? 'ok' : result.error.code;
  };

  it('accepts the default and a rule of one’s own', () => {
    expect(parseHistologyRule(lungPetCtDxRule)).toEqual({ ok: true, value: lungPetCtDxRule });
    expect(code('^(benign|malignant)_', [{ letter: 'benign', name: '', colour: '#00FF00' }])).toBe(
      'ok',
    );
    expect(code('^site\\-(\\w+)-\\d+$')).toBe('ok');
  });

  it('refuses what does not compile, has no group or could run for ever', () => {
    expect(code('([A')).toBe('pattern-invalid');
    expect(code('^A\\d+$')).toBe('pattern-without-group');
    expect(code('^((a+)+)$')).toBe('pattern-too-costly');
    expect(code('^((?:a|a)*)$')).toBe('pattern-too-costly');
    expect(code('(a*)a*a*a*a*a*b')).toBe('pattern-too-costly');
    expect(code('(a)'.repeat(200))).toBe('pattern-too-long');
    expect(code(7)).toBe('not-a-rule');
    expect(parseHistologyRule(null)).toMatchObject({ ok: false });
  });

  it('refuses every shape whose time doubles with each letter', () => {
    const shapes = [
      '^(a?){40}b$',
      `^${'a?'.repeat(40)}(b)`,
      '^(?:(?:a?){9}){9}(b)',
      '^(a{1,9}){9}b$',
    ];
    for (const shape of [
      ...shapes,
      `^(b)?${'(?:a|aa)'.repeat(30)}$`,
      '^(?=(a+)+b)',
      '^(?<x>a*){5}b',
    ]) {
      expect(code(shape), shape).toBe('pattern-too-costly');
    }
  });

  it('matches at once with what it allows, whatever the ID', () => {
    const allowed = [
      '(.*).*.*b',
      `(b)?${'a?'.repeat(12)}b`,
      '([A-Z]{2,5}-)?\\d{1,3}-(\\w+)$',
      '(a+){2}b',
    ];
    for (const patientIdPattern of [...allowed, '^(?:Lung|Head|Breast)_Dx-([A-Z])\\d{4}$']) {
      const parsed = parseHistologyRule({ patientIdPattern, classes });
      if (!parsed.ok) throw new Error(`${patientIdPattern} is refused`);
      const start = performance.now();
      histologyClassOfPatient('a'.repeat(128), parsed.value);
      expect(performance.now() - start, patientIdPattern).toBeLessThan(1_000);
    }
  });

  it('refuses classes that are none, letters twice and colours that are more than a colour', () => {
    expect(code('(A)', [{ letter: 'A', name: 'x', colour: 'red;background:url(x)' }])).toBe(
      'class-invalid',
    );
    expect(code('(A)', [{ letter: '', name: 'x', colour: '#000000' }])).toBe('class-invalid');
    expect(code('(A)', [...classes, { letter: 'a', name: 'x', colour: '#000000' }])).toBe(
      'letter-twice',
    );
    expect(code('(A)', {})).toBe('not-a-rule');
  });

  it('matches nobody when an unchecked pattern does not compile', () => {
    expect(histologyClassOfPatient('A0001', { patientIdPattern: '(', classes })).toBeUndefined();
  });
});

describe('the class colours', () => {
  type Rgb = readonly [number, number, number];
  const linear = (hex: string): Rgb => {
    const part = (at: number) => {
      const c = parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return [part(1), part(3), part(5)];
  };
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
    return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
  };
  // Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
  const visions: Record<string, readonly Rgb[]> = {
    normal: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    protan: [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    deutan: [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
    tritan: [
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ],
  };
  const seen = (rgb: Rgb, vision: readonly Rgb[]): Rgb => {
    const row = (i: number) => {
      const [a, b, c] = vision[i] ?? [0, 0, 0];
      return Math.min(1, Math.max(0, a * rgb[0] + b * rgb[1] + c * rgb[2]));
    };
    return [row(0), row(1), row(2)];
  };
  const lab = (rgb: Rgb): Rgb => {
    const [r, g, b] = rgb;
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const y = f(luminance(rgb));
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const colours = lungPetCtDxRule.classes.map((entry) => entry.colour);

  it('have a contrast of 4.5:1 with the stage and with lung and soft tissue in their windows', () => {
    for (const colour of colours) {
      expect(contrast(colour, '#000000')).toBeGreaterThan(4.5);
      expect(contrast(colour, '#404040')).toBeGreaterThan(4.5);
    }
  });

  it.each(Object.keys(visions))('stay apart from each other and from grey: %s', (name) => {
    const vision = visions[name] ?? [];
    const points = colours.map((colour) => lab(seen(linear(colour), vision)));
    points.forEach((a, i) => {
      expect(Math.hypot(a[1], a[2])).toBeGreaterThan(15);
      for (const b of points.slice(i + 1)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(20);
      }
    });
  });
});
