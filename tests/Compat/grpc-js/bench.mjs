// The load of tests/Benchmarks/Benchmarks.Grpc on @grpc/grpc-js.
//   bench.mjs server            prints "PORT n", ends with its standard input
//   bench.mjs client ADDRESS    reads lines "KIND SECONDS CONCURRENCY", answers each with "RESULT messages seconds"
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const proto = fileURLToPath(new URL('../../Benchmarks/Benchmarks.Grpc/Protos/bench.proto', import.meta.url));
const Bench = grpc.loadPackageDefinition(loader.loadSync(proto, { longs: Number })).csplatform.bench.v1.BenchService;
const event = { id: 'e-0123456789', at: 1767225600000, shop: 'shop-000042', kind: 3 };
const messagesPerCall = 1000;

function serve() {
  const server = new grpc.Server();
  server.addService(Bench.service, {
    Echo: (call, respond) => respond(null, call.request),
    Collect: (call, respond) => {
      let events = 0;
      call.on('data', () => { events += 1; });
      call.on('end', () => respond(null, { events }));
    },
  });
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(`PORT ${port}`);
  });
  process.stdin.on('end', () => process.exit(0)).resume();
}

const unary = (client) => new Promise((resolve, reject) => {
  client.Echo(event, (error) => error ? reject(error) : resolve(1));
});

const upload = (client) => new Promise((resolve, reject) => {
  const call = client.Collect((error, count) => error ? reject(error) : resolve(count.events));
  let sent = 0;
  const more = () => {
    while (sent < messagesPerCall) {
      sent += 1;
      if (!call.write(event)) { call.once('drain', more); return; }
    }
    call.end();
  };
  more();
});

async function load(client, kind, seconds, concurrency) {
  const one = kind === 'unary' ? unary : upload;
  const started = performance.now();
  const until = started + seconds * 1000;
  let messages = 0;
  const worker = async () => {
    while (performance.now() < until) {
      const answered = await one(client);
      messages += answered;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return [messages, (performance.now() - started) / 1000];
}

async function drive(address) {
  const client = new Bench(address, grpc.credentials.createInsecure());
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [kind, seconds, concurrency] = line.split(' ');
    const [messages, taken] = await load(client, kind, Number(seconds), Number(concurrency));
    console.log(`RESULT ${messages} ${taken}`);
  }
  process.exit(0);
}

process.argv[2] === 'server' ? serve() : drive(process.argv[3]);
