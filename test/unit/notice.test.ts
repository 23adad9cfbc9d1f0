import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

it.each(Object.keys(manifest.dependencies))('NOTICE carries the licence of %s', (name) => {
  const notice = words(readFileSync('NOTICE', 'utf8'));
  expect(notice).toContain(name);
  expect(notice).toContain(words(readFileSync(`node_modules/${name}/LICENSE`, 'utf8')));
});
