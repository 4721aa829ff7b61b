import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SpanStatusCode } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { createTelemetry } from '../../bot/azure/telemetry.ts';
import { HAPPENINGS } from '../../bot/flows/ports.ts';
import { METRIC } from '../support/alert-bodies.ts';
import { alex, megan, stories } from '../support/story.ts';

/** Telemetry that stays in this process. */
function kept() {
  const spans = new InMemorySpanExporter();
  const traces = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  return {
    telemetry: createTelemetry({ tracer: traces.getTracer('test'), meter: meters.getMeter('test') }),
    spans: () => spans.getFinishedSpans(),
    names: () => new Set(spans.getFinishedSpans().map(({ name }) => name)),
    metrics: async () => {
      await meters.forceFlush();
      const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
      return new Map(all.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.at(-1)?.value]));
    },
  };
}

stories('telemetry', (begin) => {
  it('times what people ask, what the bot sends and what arrives, and counts it', async () => {
    const { telemetry, names, metrics } = kept();
    const story = await begin({ telemetry, instances: 1 });
    const id = await story.submits(alex);
    await story.taps(megan, story.card(story.approvals, new RegExp(id)), 'request/vote', {
      data: { request: id, revision: 1, choice: 'approve' },
    });
    await story.settle();
    await story.alert(METRIC);
    await story.advance(4 * 24 * 60);
    await fetch(`${story.url}/api/gate`, { method: 'POST', body: '{}' });

    for (const name of ['chat said', 'chat tapped', 'post new', 'post redrawn', 'alert received', 'timer fired'] as const) {
      assert.ok(names().has(name), name);
    }
    const counted = await metrics();
    assert.equal(counted.get('signoff.alerts_received'), 1);
    assert.ok(Number(counted.get('signoff.posts_sent')) > 2);
  });

  it('tells nothing that anybody wrote, and nobody by name', async () => {
    const { telemetry, spans } = kept();
    const story = await begin({ telemetry, instances: 1 });
    await story.submits(alex, { what: { title: 'Very secret plan' } });
    const told = spans().map(({ name, attributes, events, status }) => JSON.stringify({ name, attributes, events, status }));
    assert.ok(told.length > 3);
    for (const line of told)
      assert.match(line, /^\{"name":"[a-z ]+","attributes":\{\},"events":\[\],"status":\{"code":\d\}\}$/);
  });
});

describe('telemetry', () => {
  it('notes that work rejected, not why, and passes it on', async () => {
    const { telemetry, spans } = kept();
    const failing = telemetry.trace('post new', () => Promise.reject(new Error('hush')));
    await assert.rejects(failing, /hush/);
    const [span] = spans();
    assert.ok(span);
    assert.equal(span.status.code, SpanStatusCode.ERROR);
    assert.doesNotMatch(JSON.stringify([span.status, span.events, span.attributes]), /hush/);
  });

  it('counts everything that /metrics counts', async () => {
    const { telemetry, metrics } = kept();
    for (const happening of HAPPENINGS) telemetry.count(happening);
    assert.deepEqual([...(await metrics()).keys()].sort(), HAPPENINGS.map((name) => `signoff.${name}`).sort());
  });

  it('is loaded only where it has somewhere to go', () => {
    const bot = path.resolve(import.meta.dirname, '../../bot');
    for (const file of readdirSync(bot, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
      const source = readFileSync(path.join(bot, file), 'utf8');
      assert.doesNotMatch(source, /from '@azure\/monitor-opentelemetry'/, file);
      assert.doesNotMatch(source, /from '\.{1,2}\/(azure\/)?telemetry\.ts'/, file);
    }
  });
});
