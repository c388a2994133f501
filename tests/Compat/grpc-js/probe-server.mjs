// A foreign peer for the tests of the stand-in's client: the Probe service on @grpc/grpc-js, and one compressing HTTP/2 server
// (grpc-js servers never compress). Prints "PORTS <grpc> <gzip>" when it listens; ends when its standard input ends.
import http2 from 'node:http2';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const proto = fileURLToPath(new URL('../Compat.Grpc.Server.Tests/Protos/probe.proto', import.meta.url));
const probe = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true, longs: Number, defaults: true })).compat.probe.v1.Probe.service;

let cancelled = 0;

const milliseconds = (duration) => duration ? Number(duration.seconds) * 1000 + duration.nanos / 1e6 : 0;

function echoMetadata(call) {
  const answer = new grpc.Metadata();
  for (const key of Object.keys(call.metadata.getMap())) {
    if (key.startsWith('x-') || key === 'grpc-previous-rpc-attempts') {
      call.metadata.get(key).forEach((value) => answer.add(key, value));
    }
  }
  return answer;
}

function statusOf(ping, trailers) {
  return { code: ping.fail_code, details: ping.fail_message, metadata: trailers };
}

function pong(ping, index = 0) {
  return {
    text: ping.text, size: ping.payload?.length ?? 0, index, payload: Buffer.alloc(ping.answer_size ?? 0, 7),
  };
}

function trailersFor(ping) {
  const trailers = new grpc.Metadata();
  trailers.add('x-trailer', 'end');
  trailers.add('x-trailer-bin', Buffer.from([0, 1, 254, 255]));
  if (ping.text.startsWith('pushback:')) trailers.add('grpc-retry-pushback-ms', ping.text.slice('pushback:'.length));
  return trailers;
}

function echo(call, respond) {
  const ping = call.request;
  if (ping.text === 'cancelled?') return respond(null, { text: '', size: 0, index: cancelled });
  call.on('cancelled', () => { cancelled += 1; });
  const answer = () => {
    if (call.cancelled) return;
    if (ping.fail_code) return respond(statusOf(ping, trailersFor(ping)));
    call.sendMetadata(echoMetadata(call));
    respond(null, pong(ping), trailersFor(ping));
  };
  ping.wait ? setTimeout(answer, milliseconds(ping.wait)) : answer();
}

function collect(call, respond) {
  let size = 0, index = 0, last = { text: '' };
  call.on('cancelled', () => { cancelled += 1; });
  call.on('data', (ping) => {
    last = ping;
    size += ping.payload.length;
    index += 1;
    if (ping.fail_code) { respond(statusOf(ping, trailersFor(ping))); call.removeAllListeners('data'); }
  });
  call.on('error', () => {});
  call.on('end', () => { if (!last.fail_code) respond(null, { text: last.text, size, index }); });
}

function repeat(call) {
  const ping = call.request;
  call.on('cancelled', () => { cancelled += 1; });
  call.sendMetadata(echoMetadata(call));
  let index = 0;
  const next = () => {
    while (index < ping.count && !call.cancelled) {
      const more = call.write(pong(ping, index++));
      if (ping.wait) return setTimeout(next, milliseconds(ping.wait));
      if (!more) return call.once('drain', next);
    }
    if (ping.fail_code) return call.emit('error', statusOf(ping, trailersFor(ping)));
    call.end(trailersFor(ping));
  };
  next();
}

function chat(call) {
  let index = 0;
  call.on('cancelled', () => { cancelled += 1; });
  call.sendMetadata(echoMetadata(call));
  call.on('data', (ping) => {
    if (ping.fail_code) return call.emit('error', statusOf(ping, trailersFor(ping)));
    call.write(pong(ping, index++));
  });
  call.on('error', () => {});
  call.on('end', () => call.end());
}

const server = new grpc.Server({
  'grpc.max_receive_message_length': 64 * 1024 * 1024, 'grpc.max_send_message_length': 64 * 1024 * 1024,
});
server.addService(probe, { Echo: echo, Collect: collect, Repeat: repeat, Chat: chat });

const gzip = http2.createServer();
gzip.on('stream', (stream, headers) => {
  const body = [];
  stream.on('data', (part) => body.push(part));
  stream.on('end', () => {
    const [flag, message] = [body.length ? Buffer.concat(body)[0] : -1, Buffer.concat(body).subarray(5)];
    const plain = flag === 1 ? zlib.gunzipSync(message) : message;
    const ping = probe.Echo.requestDeserialize(plain);
    const answer = pong(ping, flag);
    answer.text = `${headers['grpc-encoding']}|${headers['grpc-accept-encoding']}|${headers['grpc-internal-encoding-request']}`;
    const payload = zlib.gzipSync(probe.Echo.responseSerialize(answer));
    const frame = Buffer.alloc(5);
    frame[0] = 1;
    frame.writeUInt32BE(payload.length, 1);
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc+proto', 'grpc-encoding': 'gzip' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.concat([frame, payload]));
  });
});

server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  gzip.listen(0, '127.0.0.1', () => console.log(`PORTS ${port} ${gzip.address().port}`));
});
process.stdin.on('end', () => process.exit(0)).resume();
