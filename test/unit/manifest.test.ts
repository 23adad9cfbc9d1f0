import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lungPetCtDxRule } from '../../src/core/annotations/HistologyRule';
import { colours, commands, settings, viewTypes, views } from '../../src/contributions';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly capabilities: unknown;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly customEditors: readonly { readonly viewType: string; readonly priority: string }[];
    readonly colors: readonly { readonly id: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when?: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string }[]>
    >;
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const manifestText = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { contributes } = manifest;

describe('the manifest', () => {
  it('contributes exactly the commands of contributions.ts', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(
      Object.values(commands).sort(),
    );
  });

  it('contributes exactly the settings of contributions.ts', () => {
    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(
      Object.values(settings).sort(),
    );
  });

  it('contributes exactly the view types and views of contributions.ts', () => {
    expect(contributes.customEditors.map(({ viewType }) => viewType).sort()).toEqual(
      Object.values(viewTypes).sort(),
    );
    expect(contributes.views[views.container]?.map(({ id }) => id)).toEqual([views.dataSet]);
  });

  it('contributes exactly the colours of contributions.ts', () => {
    expect(contributes.colors.map(({ id }) => id)).toEqual(Object.values(colours));
  });

  it('names only commands that exist in menus and keys', () => {
    const known = new Set<string>(Object.values(commands));
    const used = [...contributes.keybindings, ...Object.values(contributes.menus).flat()];
    expect(used.filter(({ command }) => !known.has(command))).toEqual([]);
  });

  it('has a text for each placeholder, and no text without a placeholder', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    expect([...used].sort()).toEqual(Object.keys(texts).sort());
  });

  it('is activated by XML and nothing else beyond what it contributes', () => {
    expect(manifest.activationEvents).toEqual(['onLanguage:xml']);
  });

  it('says that it works without trust (it runs nothing of a workspace) and on virtual file systems', () => {
    expect(manifest.capabilities).toEqual({
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
  });

  it('is never the default editor of XML or of every file', () => {
    const priorities = Object.fromEntries(
      contributes.customEditors.map(({ viewType, priority }) => [viewType, priority]),
    );
    expect(priorities).toEqual({
      [viewTypes.viewer]: 'default',
      [viewTypes.viewerAny]: 'option',
      [viewTypes.voc]: 'option',
    });
  });

  it('lets keys act only while the page of a viewer has the focus', () => {
    const whens = new Set(contributes.keybindings.map(({ when }) => when));
    // The page reports its focus a moment late; VS Code knows at once when one of its own inputs or lists has it.
    expect([...whens]).toEqual([
      'dxlens.viewerActive && dxlens.pageFocus && !inputFocus && !listFocus',
    ]);
  });

  describe('offers in the Explorer', () => {
    const whenOf = (menu: string, command: string): string =>
      contributes.menus[menu]?.find((entry) => entry.command === command)?.when ?? '';
    /** The regular expression that a when-clause holds against a context key. */
    const regexOf = (when: string, key: string): RegExp => {
      const found = new RegExp(`${key} =~ /(.*)/(i?)(?: |$)`).exec(when);
      if (!found?.[1]) throw new Error(`No regular expression about ${key} in: ${when}`);
      return new RegExp(found[1], found[2]);
    };
    const uid = '1.3.6.1.4.1.14519.5.2.1.6655.2359.102500633407588554681658808214';
    const image = whenOf('explorer/context', commands.openAsImage);
    const voc = whenOf('explorer/context', commands.openVocAsImage);

    it.each([
      '1-18.dcm',
      'A.DCM',
      'x.ima',
      'x.dicom',
      'IM_0001',
      'IMG00012',
      uid,
      'x.IMA.old',
      'image.001',
    ])('an image for %s', (name) =>
      expect(regexOf(image, 'resourceFilename').test(name)).toBe(true),
    );

    it.each([
      ...[
        'a.ts',
        'a.tsx',
        'b.mjs',
        'README.md',
        'c.py',
        'd.json',
        'e.CSV',
        'f.txt',
        'g.png',
        'h.jpeg',
      ],
      ...[
        'i.yml',
        'j.zip',
        'k.tar.gz',
        'l.c',
        'm.hpp',
        'n.ipynb',
        'o.npy',
        'pom.xml',
        `${uid}.xml`,
      ],
      ...['.gitignore', '.env', 'package-lock.json', 'x.d.ts', 'y.vue', 'z.pdf'],
    ])('no image for %s', (name) =>
      expect(regexOf(image, 'resourceFilename').test(name)).toBe(false),
    );

    it.each([`${uid}.xml`, `${uid}.XML`, '1.2.xml', '2.25.123.xml'])('boxes for %s', (name) =>
      expect(regexOf(voc, 'resourceFilename').test(name)).toBe(true),
    );

    it.each([
      'pom.xml',
      '1.xml',
      '3.1.xml',
      'a1.2.xml',
      '1.2.xml.bak',
      '1.2axml',
      '1.2',
      'v1.2.xml',
    ])('no boxes for %s', (name) =>
      expect(regexOf(voc, 'resourceFilename').test(name)).toBe(false),
    );

    it('neither for folders', () => {
      expect(image).toMatch(/^!explorerResourceIsFolder && /);
      expect(voc).toMatch(/^!explorerResourceIsFolder && /);
    });

    it('and above a text the button to its slice, when the text is VOC, however its extension is written', () => {
      const title = whenOf('editor/title', commands.openVocAsImage);
      expect(title).toMatch(/^dxlens\.vocText && .* && !activeCustomEditorId$/);
      const regex = regexOf(title, 'resourceExtname');
      expect(['.xml', '.XML', '.Xml'].every((extension) => regex.test(extension))).toBe(true);
      expect(['.xmlx', '.html', ''].some((extension) => regex.test(extension))).toBe(false);
    });
  });

  it('is written against the types of the version it asks for', () => {
    const types = JSON.parse(readFileSync('node_modules/@types/vscode/package.json', 'utf8')) as {
      version: string;
    };
    expect(manifest.engines.vscode).toBe(`^${types.version}`);
    expect(manifest.devDependencies['@types/vscode']).toBe(types.version);
  });

  it("has this collection's class rule as default", () => {
    const { properties } = contributes.configuration;
    expect(properties[settings.patientIdPattern]?.default).toBe(lungPetCtDxRule.patientIdPattern);
    expect(properties[settings.classes]?.default).toEqual(lungPetCtDxRule.classes);
  });
});
