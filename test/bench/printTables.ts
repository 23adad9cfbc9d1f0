import type { BenchRow, BenchTable, BenchUnit } from './BenchTable';

const columns = ['', 'median', 'min – max', '÷ limit', '÷ DxLens'] as const;

/**
 * All tables as one text. Ratios are of times (2.00 takes twice as long), the median over the rounds: both sides of a
 * ratio come from the same round.
 */
export function printTables(tables: readonly BenchTable[]): string {
  const blocks = tables.map((table) => ({ table, cells: table.rows.map(cellsOf(table)) }));
  const lines = [columns, ...blocks.flatMap(({ cells }) => cells)];
  const widths = columns.map((_, c) => Math.max(...lines.map((cells) => cells[c]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const texts = blocks.map(({ table, cells }) =>
    [table.title, ...cells.map(line), ...table.notes.map((note) => `    ${note}`)].join('\n'),
  );
  return [line(columns), rule, texts.join(`\n${rule}\n`)].join('\n');
}

function cellsOf(table: BenchTable): (row: BenchRow) => string[] {
  const limit = table.rows.find(({ role }) => role === 'limit');
  const ours = table.rows.find(({ role }) => role === 'ours');
  return (row) => {
    const name = `  ${row.name}${row.role === 'limit' ? ' (limit)' : ''}`;
    if (row.role === 'quoted') {
      const ratio = row.quotedRatio === undefined ? '' : row.quotedRatio.toFixed(2);
      return [`${name} (measured elsewhere)`, '', '', ratio, ''];
    }
    return [
      name,
      figure(table.unit, median(row.ms)),
      spread(table.unit, row.ms),
      ratioText(row, limit),
      ratioText(row, ours),
    ];
  };
}

function ratioText(row: BenchRow, other: BenchRow | undefined): string {
  if (!other) return '';
  return medianRatio(row, other).toFixed(2);
}

/** How many times as long as `other` a row takes. */
export function medianRatio(row: BenchRow, other: BenchRow): number {
  return median(row.ms.map((ms, round) => ms / (other.ms[round] ?? NaN)));
}

/** NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

function spread(unit: BenchUnit, ms: readonly number[]): string {
  const ends = [figure(unit, Math.min(...ms)), figure(unit, Math.max(...ms))];
  if (unit.kind === 'rate') ends.reverse();
  return ends.map((end) => end.replace(/ .*$/, '')).join(' – ');
}

function figure(unit: BenchUnit, ms: number): string {
  if (unit.kind === 'ms') return `${rounded(ms)} ms`;
  return `${rounded((unit.perJob * 1000) / ms)} ${unit.things}/s`;
}

function rounded(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, ',');
}
