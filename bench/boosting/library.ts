import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPython, pythonOf } from '../python-environment.ts';

const folder = fileURLToPath(new URL('../../.amicable/boosting', import.meta.url));

/** Installs the library once. @returns why it could not be */
export function installLibrary(): string | undefined {
  return installPython({
    what: 'the gradient boosting library (LightGBM)',
    folder,
    // The oldest for which these versions of NumPy, SciPy and scikit-learn are made.
    oldest: 11,
    packages: [
      'lightgbm==4.7.0',
      'scikit-learn==1.9.1',
      'numpy==2.4.6',
      'scipy==1.17.1',
      'cloudpickle==3.1.3',
      'joblib==1.6.0',
      'narwhals==2.29.0',
      'threadpoolctl==3.8.0',
    ],
  });
}

function runPython(script: string, words: readonly string[]): string {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  return execFileSync(pythonOf(folder), [path, ...words], { encoding: 'utf8', stdio });
}

/** Writes an invented table of `tables.py` into a folder. */
export function inventTable(name: string, into: string): void {
  runPython('tables.py', [name, into]);
}

/** The library's best AUC on the rows to test on, and the processor seconds that its best setting took to learn. */
export function askLibrary(table: string, twoAtOnce = false): { auc: number; seconds: number } {
  return JSON.parse(runPython('library.py', [table, ...(twoAtOnce ? ['--two-at-once'] : [])]));
}
