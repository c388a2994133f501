// A client that shares no code with this repository: @grpc/grpc-js and the protos folder only.
// usage: node foreign-client.mjs PROTOS_FOLDER ingestion=HOST:PORT metrics=… sanctions=… billing=…
// For each service: grpc.health.v1, one unary call, one streaming call, and what reflection lists. Prints one JSON document.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.GRPC_JS_FOLDER ?? import.meta.dirname, 'package.json'));
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [protos, ...pairs] = process.argv.slice(2);
const target = Object.fromEntries(pairs.map(pair => pair.split('=')));

const load = (...files) => grpc.loadPackageDefinition(
  loader.loadSync(files, { includeDirs: [protos], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true }));
const api = load(
  'csplatform/ingestion/v1/ingestion_service.proto', 'csplatform/metrics/v1/metrics_service.proto',
  'csplatform/sanctions/v1/sanctions_service.proto', 'csplatform/billing/v1/billing_service.proto');
const health = load('grpc/health/v1/health.proto').grpc.health.v1;
const reflection = load('grpc/reflection/v1/reflection.proto').grpc.reflection.v1;

const client = (service, address) => new service(address, grpc.credentials.createInsecure());
const unary = (caller, method, request) => new Promise((resolve, reject) => caller[method](
  request, { deadline: Date.now() + 20_000 }, (error, answer) => (error ? reject(error) : resolve(answer))));

// Reads until `enough` says so, then cancels: a feed has no end.
const stream = (call, enough) => new Promise((resolve, reject) => {
  const seen = [];
  const timer = setTimeout(() => { call.cancel(); reject(new Error('the stream was silent for 20 s')); }, 20_000);
  call.on('data', message => {
    seen.push(message);
    if (enough(seen)) { clearTimeout(timer); resolve(seen); call.cancel(); }
  });
  call.on('error', error => { clearTimeout(timer); if (error.code !== grpc.status.CANCELLED) reject(error); });
  call.on('end', () => { clearTimeout(timer); resolve(seen); });
});

const services = address => new Promise((resolve, reject) => {
  const call = client(reflection.ServerReflection, address).ServerReflectionInfo();
  call.on('data', answer => { resolve(answer.list_services_response.service.map(s => s.name).sort()); call.end(); });
  call.on('error', reject);
  call.write({ list_services: '*' });
});

const now = new Date();
const day = new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
const shop = { platform: 'xiaohongshu', shop_id: 'foreign-client' };
const event = id => ({
  source: 'foreign-client', event_id: id, shop,
  occurred_at: { seconds: Math.floor(now.getTime() / 1000), nanos: 0 },
  message_sent: { consultation_id: `c-${id}`, role: 'SENDER_ROLE_BUYER' },
});
const run = process.hrtime.bigint().toString();

const ingestion = client(api.csplatform.ingestion.v1.IngestionService, target.ingestion);
const metrics = client(api.csplatform.metrics.v1.MetricsService, target.metrics);
const sanctions = client(api.csplatform.sanctions.v1.SanctionsService, target.sanctions);
const billing = client(api.csplatform.billing.v1.BillingService, target.billing);

const calls = {
  ingestion: async () => {
    const submitted = await unary(ingestion, 'SubmitEvents', { events: [event(`${run}-1`)] });
    if (submitted.results[0].violations.length) throw new Error(JSON.stringify(submitted.results[0]));
    const duplex = ingestion.IngestEvents();
    duplex.write({ batch_number: 7, events: [event(`${run}-1`), event(`${run}-2`)] });
    const [batch] = await stream(duplex, seen => seen.length === 1);
    const { partition, position } = submitted.results[0];
    const followed = await stream(
      ingestion.FollowEvents({ after: [{ partition, position: position - 1 }] }), seen => seen.length === 1);
    return {
      unary: submitted.results.map(result => result.outcome),
      streaming: batch.results.map(result => result.outcome),
      followed: followed[0].records[0].event.event_id === `${run}-1`,
    };
  },
  metrics: async () => {
    const listed = await unary(metrics, 'ListFigures', { platform: 'xiaohongshu', metric_id: 'xhs.reply_rate_3min' });
    const refused = await stream(metrics.CloseDays({ platform: 'xiaohongshu', through: day }), () => false)
      .then(() => 'OK', error => grpc.status[error.code]);
    return { unary: Array.isArray(listed.figures), streaming: refused };
  },
  sanctions: async () => {
    const standing = await unary(sanctions, 'GetStanding', { shop });
    const refused = await stream(sanctions.FollowDecisions({ after: [{ partition: 256, position: 0 }] }), () => false)
      .then(() => 'OK', error => grpc.status[error.code]);
    return { unary: Array.isArray(standing.metrics), streaming: refused };
  },
  billing: async () => {
    const statement = await unary(billing, 'GetStatement', { shop, month: day.slice(0, 7) });
    const refused = await stream(billing.FollowCharges({ after: [{ partition: 0, position: -1 }] }), () => false)
      .then(() => 'OK', error => grpc.status[error.code]);
    return { unary: statement.charged_fen, streaming: refused };
  },
};

const report = {};
for (const [name, call] of Object.entries(calls)) {
  const checked = await unary(client(health.Health, target[name]), 'Check', { service: '' });
  report[name] = { health: checked.status, ...await call(), services: await services(target[name]) };
}
console.log(JSON.stringify(report));
process.exit(0);
