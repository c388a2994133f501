// A gRPC client on @grpc/grpc-js that does what its standard input says: one JSON object per line, one JSON line in answer.
// In:  {id, address, method, requests, metadata, deadlineMs, cancelAfterMs, cancelAfterMessages, gzip, keepOpen}
// Out: {id, code, details, messages, headers, trailers}
// Values of metadata whose key ends in "-bin", and bytes fields of messages, are base64.
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const here = dirname(fileURLToPath(import.meta.url));
const definition = loader.loadSync('probe.proto', {
  includeDirs: [join(here, '../Compat.Grpc.Server.Tests/Protos')], longs: Number, bytes: String, defaults: true,
});
const { Probe } = grpc.loadPackageDefinition(definition).compat.probe.v1;
const clients = new Map();

function clientFor(command) {
  const key = JSON.stringify([command.address, command.gzip ?? false]);
  if (!clients.has(key)) {
    clients.set(key, new Probe(command.address, grpc.credentials.createInsecure(), {
      'grpc.default_compression_algorithm': command.gzip ? 2 : 0,
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.enable_retries': 0,
    }));
  }
  return clients.get(key);
}

function metadataOf(pairs) {
  const metadata = new grpc.Metadata();
  for (const [key, value] of pairs ?? []) {
    metadata.add(key, key.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  }
  return metadata;
}

function plain(metadata) {
  const pairs = [];
  for (const key of Object.keys(metadata?.getMap() ?? {}).sort()) {
    for (const value of metadata.get(key)) {
      pairs.push([key, Buffer.isBuffer(value) ? value.toString('base64') : value]);
    }
  }
  return pairs;
}

// Large payloads are asked for by size; they need not travel through standard input.
function expand(request) {
  const { payloadSize, ...rest } = request;
  return payloadSize === undefined ? rest : { ...rest, payload: Buffer.alloc(payloadSize, 'x') };
}

function shrink(message) {
  return { ...message, payload: undefined, payloadLength: Buffer.from(message.payload, 'base64').length };
}

async function run(command) {
  const client = clientFor(command);
  const options = command.deadlineMs === undefined ? {} : { deadline: Date.now() + command.deadlineMs };
  const method = Probe.service[command.method];
  const messages = [];
  const metadata = metadataOf(command.metadata);
  const requests = command.requests.map(expand);
  let call;
  const outcome = new Promise((resolve) => {
    let headers = [];
    const done = (status) => resolve({
      id: command.id, code: status.code, details: status.details, messages, headers, trailers: plain(status.metadata),
    });
    const single = (error, message) => { if (message) { messages.push(shrink(message)); } };
    if (method.requestStream) {
      call = method.responseStream
        ? client[command.method](metadata, options)
        : client[command.method](metadata, options, single);
    } else {
      call = method.responseStream
        ? client[command.method](requests[0], metadata, options)
        : client[command.method](requests[0], metadata, options, single);
    }
    call.on('metadata', (received) => { headers = plain(received); });
    call.on('status', done);
    call.on('error', () => {});
    if (method.responseStream) {
      call.on('data', (message) => {
        messages.push(shrink(message));
        if (messages.length === command.cancelAfterMessages) { call.cancel(); }
      });
    }
  });
  if (command.cancelAfterMs !== undefined) { setTimeout(() => call.cancel(), command.cancelAfterMs); }
  if (method.requestStream) {
    for (const request of requests) {
      if (!call.write(request)) { await Promise.race([new Promise((r) => call.once('drain', r)), outcome]); }
    }
    if (!command.keepOpen) { call.end(); }
  }
  return outcome;
}

process.stdout.write('READY\n');
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  run(command)
    .catch((error) => ({
      id: command.id, code: -1, details: String(error?.stack ?? error), messages: [], headers: [], trailers: [],
    }))
    .then((answer) => process.stdout.write(JSON.stringify(answer) + '\n'));
}
process.exit(0);
