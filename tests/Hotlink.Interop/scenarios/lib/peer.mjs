import { createHash, randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { packed, parse, text, Type } from './wire.mjs';

const patience = 15_000;

/** A SyftBox peer on the `ws` library. */
export class Peer {
  #inbox = [];
  #waiters = [];

  constructor(socket, user, encoding) {
    this.socket = socket;
    this.user = user;
    this.encoding = encoding;
    this.closed = new Promise((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    socket.on('error', () => {});
    socket.on('message', (data, isBinary) => this.#take(parse(data, isBinary)));
  }

  /** Connects, and sees the greeting in the encoding that was asked for. */
  static async connect(url, user, encoding = 'msgpack') {
    const socket = new WebSocket(`${url}/api/v1/events?user=${encodeURIComponent(user)}`, {
      headers: { 'X-Syft-WS-Encodings': encoding === 'msgpack' ? 'msgpack,json' : 'json' },
      perMessageDeflate: false,
    });
    const negotiated = new Promise((resolve) => socket.on('upgrade', (response) => resolve(response.headers['x-syft-ws-encoding'])));
    const peer = new Peer(socket, user, encoding);
    await new Promise((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', reject);
    });
    equal(await negotiated, encoding, 'the negotiated encoding');
    const greeting = await peer.next(Type.System);
    equal(greeting.isText, encoding === 'json', 'the form of the greeting');
    return peer;
  }

  /** Sends a message in this peer's encoding. */
  send(typ, dat, id = randomUUID()) {
    this.socket.send(this.encoding === 'msgpack' ? packed(id, typ, dat) : text(id, typ, dat));
    return id;
  }

  /** The next message of a type that nobody has asked for yet. */
  next(typ, where = () => true) {
    const matches = (message) => message.typ === typ && where(message.dat);
    const index = this.#inbox.findIndex(matches);
    if (index >= 0) return Promise.resolve(this.#inbox.splice(index, 1)[0]);
    return new Promise((resolve, reject) => {
      const waiter = { matches, resolve };
      waiter.timer = setTimeout(() => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(new Error(`${this.user} waited for type ${typ}; unread: ${JSON.stringify(this.#inbox.slice(-10))}`));
      }, patience);
      this.#waiters.push(waiter);
    });
  }

  /** Opens a session on a path and returns its id. */
  open(pth, extra = {}) {
    const sid = randomUUID();
    this.send(Type.Open, { sid, pth, ...extra });
    return sid;
  }

  /** Accepts a session once its open has come, and returns the open. */
  async accept(sid) {
    const open = await this.next(Type.Open, (dat) => dat.sid === sid);
    this.send(Type.Accept, { sid });
    return open;
  }

  /** Lets everybody read and write in this peer's datasite. */
  async publishRules() {
    const content = Buffer.from("rules:\n  - pattern: '**'\n    access:\n      read: ['*']\n      write: ['*']\n");
    const [pth, etg, len] = [`${this.user}/syft.pub.yaml`, md5(content), content.length];
    const id = this.encoding === 'msgpack'
      ? this.send(Type.FileWrite, { Path: pth, ETag: etg, Length: len, Content: content })
      : this.send(Type.FileWrite, { pth, etg, len, con: content });
    const ack = await this.next(Type.Ack);
    equal(ack.dat.OriginalId ?? ack.dat.oid, id, 'the id that was acknowledged');
  }

  #take(message) {
    const waiter = this.#waiters.find((candidate) => candidate.matches(message));
    if (!waiter) {
      this.#inbox.push(message);
      return;
    }

    clearTimeout(waiter.timer);
    this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
    waiter.resolve(message);
  }
}

export const md5 = (bytes) => createHash('md5').update(bytes).digest('hex');

export function equal(actual, expected, what) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${what}: expected ${e}, got ${a}`);
}

/** Runs a scenario against the relay that the command line names; a failure is told, and is the exit code. */
export async function scenario(run) {
  try {
    await run(process.argv[2]);
    process.exit(0);
  } catch (failure) {
    console.error(failure.stack);
    process.exit(1);
  }
}
