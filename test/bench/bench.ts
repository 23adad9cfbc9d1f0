// npm run bench: how fast DxLens is, as ratios to other ways of doing the same in the same run. Not part of npm test.
import { loadavg, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startProcess } from '../vscode/processes.mjs';
import { SetupError, runMain, say, step } from '../vscode/report.mjs';
import type { BenchTable } from './BenchTable';
import { benchDatasetWalk } from './datasetWalk';
import { benchFirstPicture } from './firstPicture';
import { benchHeaderScan } from './headerScan';
import { benchKernels } from './kernels';
import { benchOpenImage } from './openImage';
import { printTables } from './printTables';
import { benchScrolling } from './scrolling';

interface Section {
  /** Says what is measured while one waits. */
  readonly title: string;
  readonly rounds: number;
  run(rounds: number): Promise<BenchTable[]>;
}

const sections: Record<string, Section> = {
  headers: { title: 'Reading headers', rounds: 15, run: benchHeaderScan },
  folders: { title: 'Reading folders', rounds: 15, run: benchDatasetWalk },
  windowing: { title: 'Windowing pictures', rounds: 25, run: benchKernels },
  opening: { title: 'Opening files', rounds: 15, run: benchOpenImage },
  'first-picture': { title: 'Opening editors in VS Code', rounds: 9, run: benchFirstPicture },
  scrolling: { title: 'Scrolling in VS Code', rounds: 7, run: benchScrolling },
};

const usage = `Usage: npm run bench [-- OPTIONS]

  --only A,B    only these of: ${Object.keys(sections).join(', ')}
  --rounds N    fewer or more rounds than usual
  --help        show this text`;

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      help: { type: 'boolean' },
      // Each section runs in a process of its own: what one has compiled and left in memory is not the next one's.
      section: { type: 'string' },
    },
  });
  if (values.help) return say(usage);
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new SetupError(`--rounds takes a whole number.\n\n${usage}`);
  }
  if (values.section !== undefined) return runHere(sectionOf(values.section), rounds);
  const names = values.only?.split(',') ?? Object.keys(sections);
  const tables: BenchTable[] = [];
  for (const name of names) {
    const { title } = sectionOf(name);
    tables.push(...(await step(title, () => runInProcess(name, values.rounds))));
  }
  say(`\n${printTables(tables)}\n`);
  say(
    `${machine()}\nRatios are of times, medians over interleaved rounds: 2.00 takes twice as long.`,
  );
});

function sectionOf(name: string): Section {
  const section = sections[name];
  if (!section) throw new SetupError(`There is no section "${name}".\n\n${usage}`);
  return section;
}

async function runHere(section: Section, rounds: number | undefined): Promise<void> {
  say(JSON.stringify(await section.run(rounds ?? section.rounds)));
}

async function runInProcess(name: string, rounds: string | undefined): Promise<BenchTable[]> {
  const script = fileURLToPath(import.meta.url);
  const more = rounds === undefined ? [] : ['--rounds', rounds];
  const child = startProcess(process.execPath, [script, '--section', name, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new SetupError(`The section "${name}" ended with code ${String(code)}.`);
  // Other lines say what was downloaded or written first.
  return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as BenchTable[];
}

function machine(): string {
  const [cpu] = cpus();
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  return `Node ${process.versions.node}, ${cpus().length} x ${cpu?.model.trim() ?? 'CPU'}, load ${load}`;
}
