import { start } from '../start.ts';
import { sampleGauge } from './sample-gauge.ts';

/** The bot as `npm run demo` starts it: services of the sample subscription have numbers. */
await start({ gauge: sampleGauge });
