// The few classes of VS Code that lines of the tree are made of, for tests outside of an extension host.

/** As VS Code's own: the numbers are part of its API. */
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;

/** Holds what it is given. */
export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

/** A name. */
export class ThemeIcon {
  constructor(readonly id: string) {}
}

/** A name. */
export class ThemeColor {
  constructor(readonly id: string) {}
}

/** Text only. */
export const Uri = { parse: (text: string) => ({ toString: () => text }) };

/** English, with the values put in. */
export const l10n = {
  t: (text: string, ...values: unknown[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};
