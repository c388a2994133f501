// Judges every figure of a file once per line of standard input and tells how often each verdict was reached, and in how many seconds.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Engine } from 'json-rules-engine';

const figures = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => {
  const [, , windowStart, hits, units, serving, cycleStart, penalties] = line.split(',');
  return {
    window: { start: windowStart, cycleStart },
    rate: { hits: Number(hits), units: Number(units) },
    serving: serving === '1',
    penalties: Number(penalties),
  };
});

const engine = new Engine();
engine.addOperator('inCycle', (window) => window.cycleStart === '' || window.start >= window.cycleStart);
engine.addOperator('reachesBack', (window) => window.cycleStart !== '' && window.start < window.cycleStart);
engine.addOperator('hasData', (rate) => rate.units > 0);
engine.addOperator('hasNoData', (rate) => rate.units === 0);
engine.addOperator('below', (rate, limit) => rate.hits * 10000 < rate.units * limit);
engine.addOperator('notBelow', (rate, limit) => rate.hits * 10000 >= rate.units * limit);

const free = { fact: 'serving', operator: 'equal', value: false };
const inCycle = { fact: 'window', operator: 'inCycle', value: true };
const hasData = { fact: 'rate', operator: 'hasData', value: true };
const below = (limit) => ({ fact: 'rate', operator: 'below', value: limit });
const notBelow = (limit) => ({ fact: 'rate', operator: 'notBelow', value: limit });
const unused = { fact: 'penalties', operator: 'lessThan', value: 1 };
const used = { fact: 'penalties', operator: 'greaterThanInclusive', value: 1 };
const rule = (step, hold, ...all) => engine.addRule({ conditions: { all }, event: { type: 'verdict', params: { code: step * 100 + hold } } });

rule(0, 3, { fact: 'serving', operator: 'equal', value: true });
rule(0, 4, free, { fact: 'window', operator: 'reachesBack', value: true });
rule(0, 5, free, inCycle, { fact: 'rate', operator: 'hasNoData', value: true });
rule(0, 7, free, inCycle, hasData, notBelow(8000));
rule(1, 0, free, inCycle, hasData, below(8000), notBelow(5000));
rule(1, 9, free, inCycle, hasData, below(5000), used);
rule(2, 0, free, inCycle, hasData, below(5000), notBelow(3000), unused);
rule(3, 0, free, inCycle, hasData, below(3000), unused);

async function judge() {
  const counts = new Map();
  const begun = process.hrtime.bigint();
  for (const figure of figures) {
    const { results } = await engine.run(figure);
    if (results.length !== 1) throw new Error(`${results.length} rules hold: ${JSON.stringify(figure)}`);
    // The trace: every condition with the value it was held against.
    const { event, conditions } = results[0];
    if (conditions.all.some((condition) => condition.factResult === undefined)) throw new Error('no trace');
    counts.set(event.params.code, (counts.get(event.params.code) ?? 0) + 1);
  }
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  return { seconds, verdicts: [...counts] };
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'judge') console.log(JSON.stringify(await judge()));
}
