import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { CONFIG_NAMES } from '../config.ts';
import { botAddress, PROJECT, type DemoSettings } from './settings.ts';

/** One of the programs that the demo runs side by side. */
export interface Program {
  readonly name: string;
  readonly port: number;
  /** The variable that moves it to another port. */
  readonly portName: string;
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Answers with 200 once the program can be used. */
  readonly readyAt: string;
  readonly log: string;
}

/** The bot without credentials, on loopback, with a store and a policy of its own; what a `.env` says is left out. */
export function theBot(settings: DemoSettings): Program {
  return {
    name: 'The bot',
    port: settings.botPort,
    portName: 'PORT',
    argv: [join(PROJECT, 'bot', 'demo', 'bot.ts')],
    env: {
      ...withoutConfig(),
      BOT_AUTH: 'off',
      HOST: '127.0.0.1',
      PORT: String(settings.botPort),
      DATA_DIR: join(settings.folder, 'store'),
      POLICY_FILE: join(PROJECT, 'bot', 'policy', 'demo.yaml'),
    },
    readyAt: `${botAddress(settings)}/readyz`,
    log: join(settings.folder, 'bot.log'),
  };
}

/** The Microsoft 365 Agents Playground with the people and channels of `.m365agentsplayground.yml`. It opens no browser. */
export function thePlayground(settings: DemoSettings): Program {
  const { playgroundPort: port, folder } = settings;
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const endpoint = `${botAddress(settings)}/api/messages`;
  return {
    name: 'The Playground',
    port,
    portName: 'PLAYGROUND_PORT',
    argv: [cli, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'],
    env: {
      ...withoutConfig(),
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(PROJECT, '.m365agentsplayground.yml'),
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground-detail.log'),
    },
    readyAt: `http://127.0.0.1:${port}/`,
    log: join(folder, 'playground.log'),
  };
}

function withoutConfig(): NodeJS.ProcessEnv {
  const names: ReadonlySet<string> = new Set(CONFIG_NAMES);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.has(name)));
}
