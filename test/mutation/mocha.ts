import { globSync } from 'node:fs';
import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type CompleteDryRunResult,
  type MutantRunOptions,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/**
 * Lets Stryker run the tests of the rules, all in one process (`npm run mutate`). Stryker's own runner for Mocha asks for
 * a file that Mocha 12 has under another name.
 */

const TESTS = ['test/domain/*.test.ts', 'test/policy/{calendar,default,gates,recurring}.test.ts'];

/** What the instrumented rules read, and count in; Stryker gives it its name. */
const counters = ((globalThis as { __stryker__?: InstrumenterContext }).__stryker__ ??= {});

function createMochaRunner(): TestRunner {
  const mocha = new Mocha({ timeout: 0, reporter: Mocha.reporters.Base }).cleanReferencesAfterRun(false);
  for (const file of globSync(TESTS).sort()) mocha.addFile(file);
  let isLoaded = false;

  const load = async () => {
    if (!isLoaded) await mocha.loadFilesAsync();
    isLoaded = true;
  };
  return {
    // A mistake is made while tests run and never while they load (`ignoreStatic`): one process does for all of them.
    capabilities: () => ({ reloadEnvironment: true }),
    dryRun: async () => {
      mocha.suite.beforeEach(function () {
        counters.currentTestId = this.currentTest?.fullTitle() ?? '';
      });
      await load();
      const complete = await run(mocha);
      return counters.mutantCoverage === undefined ? complete : { ...complete, mutantCoverage: counters.mutantCoverage };
    },
    mutantRun: async ({ activeMutant, testFilter, hitLimit, disableBail }: MutantRunOptions) => {
      Object.assign(counters, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
      await load();
      counters.activeMutant = activeMutant.id;
      mocha.grep(testFilter === undefined ? /^/ : titled(testFilter));
      bailOf(mocha.suite, !disableBail);
      const complete = await run(mocha);
      return toMutantRunResult(determineHitLimitReached(counters.hitCount, hitLimit) ?? complete);
    },
  };
}
createMochaRunner.inject = tokens();

/** One run of the tests that are chosen, with what came of each. */
async function run(mocha: Mocha): Promise<CompleteDryRunResult> {
  const tests: TestResult[] = [];
  await new Promise<void>((resolve) => {
    let since = performance.now();
    const told = (test: Mocha.Runnable) => {
      const title = test.ctx?.currentTest?.fullTitle() ?? test.fullTitle();
      const timeSpentMs = performance.now() - since;
      since = performance.now();
      return { id: title, name: title, timeSpentMs };
    };
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('pass', (test) => tests.push({ ...told(test), status: TestStatus.Success }));
    runner.on('fail', (test: Mocha.Runnable, error: Error) =>
      tests.push({ ...told(test), status: TestStatus.Failed, failureMessage: error.message }),
    );
  });
  return { status: DryRunStatus.Complete, tests };
}

const titled = (titles: readonly string[]): RegExp =>
  new RegExp(titles.map((title) => `^${title.replaceAll(/[^\w\s]/g, String.raw`\$&`)}$`).join('|'));

function bailOf(suite: Mocha.Suite, bail: boolean): void {
  suite.bail(bail);
  for (const inner of suite.suites) bailOf(inner, bail);
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'rules', createMochaRunner)];
