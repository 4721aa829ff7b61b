import process from 'node:process';
import { sampleAlert } from './alert-body.ts';
import { botAddress, demoSettings } from './settings.ts';

/** `npm run demo:alert` sends the demo an alert as Azure Monitor would; with `-- --resolved`, that it is over. */

const condition = process.argv.includes('--resolved') ? 'Resolved' : 'Fired';
const settings = demoSettings(process.env);
process.exitCode = await send(`${botAddress(settings)}/api/alerts`);

async function send(address: string): Promise<number> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(sampleAlert(condition, new Date())),
    });
    if (!response.ok) return complain(`The bot did not take the alert: it answered ${response.status}.`);
  } catch {
    return complain(`Nobody answers at ${address}: start the demo first, with npm run demo.`);
  }
  console.log(
    condition === 'Fired'
      ? 'Sent. Look at the channel incidents in the Playground; npm run demo:alert -- --resolved ends it.'
      : 'Sent. The same card in the channel incidents now says that it is over.',
  );
  return 0;
}

function complain(text: string): number {
  console.error(text);
  return 1;
}
