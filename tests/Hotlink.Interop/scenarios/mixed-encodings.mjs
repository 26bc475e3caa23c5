// A MessagePack peer and a JSON peer, data in both directions at once, each on its own directional path.
import { equal, Peer, scenario } from './lib/peer.mjs';
import { Type } from './lib/wire.mjs';

const count = 500;
const payload = (seq) => Buffer.alloc(1000, seq % 256);

async function stream(sender, reader) {
  const pth = `${sender.user}/app_data/flow/_mpc/0_to_1/stream.tcp.request`;
  const sid = sender.open(pth);
  const open = await reader.accept(sid);
  equal([open.dat.frm, open.dat.pth], [sender.user, pth], 'the open');
  await sender.next(Type.Accept, (dat) => dat.sid === sid);
  for (let seq = 1; seq <= count; seq++) sender.send(Type.Data, { sid, seq, pth, pay: payload(seq) });
  sender.send(Type.Close, { sid, rsn: 'done' });
  for (let seq = 1; seq <= count; seq++) {
    const { dat, isText } = await reader.next(Type.Data, (found) => found.sid === sid);
    equal([dat.seq, isText], [seq, reader.encoding === 'json'], 'the frame');
    if (!dat.pay.equals(payload(seq))) throw new Error(`frame ${seq} has another content`);
  }

  equal((await reader.next(Type.Close, (dat) => dat.sid === sid)).dat.rsn, 'done', 'the close');
}

await scenario(async (url) => {
  const alice = await Peer.connect(url, 'alice@one.example');
  const bob = await Peer.connect(url, 'bob@two.example', 'json');
  await alice.publishRules();
  await bob.publishRules();
  await Promise.all([stream(alice, bob), stream(bob, alice)]);
});
