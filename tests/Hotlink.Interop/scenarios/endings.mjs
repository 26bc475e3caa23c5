// Whoever goes, or does what it may not: the others hear of it, and why.
import { equal, Peer, scenario } from './lib/peer.mjs';
import { Type } from './lib/wire.mjs';

const pth = 'alice@one.example/app_data/flow/_mpc/0_to_1/stream.tcp.request';

async function link(sender, reader) {
  const sid = sender.open(pth);
  await reader.accept(sid);
  await sender.next(Type.Accept, (dat) => dat.sid === sid);
  return sid;
}

const reason = async (peer, typ, sid) => (await peer.next(typ, (dat) => dat.sid === sid)).dat.rsn;

await scenario(async (url) => {
  let alice = await Peer.connect(url, 'alice@one.example');
  const bob = await Peer.connect(url, 'bob@two.example');
  const mallory = await Peer.connect(url, 'mallory@four.example', 'json');
  await alice.publishRules();

  let sid = await link(alice, bob);
  mallory.send(Type.Data, { sid, seq: 1, pth, pay: Buffer.from('forged') });
  equal(await reason(mallory, Type.Reject, sid), 'not sender', 'forged data');
  mallory.send(Type.Open, { sid, pth });
  equal(await reason(mallory, Type.Reject, sid), 'session exists', 'a taken id');
  mallory.send(Type.Accept, { sid });
  equal(await reason(mallory, Type.Reject, sid), 'already accepted', 'a second reader');
  alice.send(Type.Data, { sid, seq: 1, pth: 'alice@one.example/elsewhere/stream.tcp.request', pay: Buffer.from('stray') });
  equal(await reason(alice, Type.Reject, sid), 'path mismatch', 'a stray path');

  alice.socket.terminate();
  equal(await reason(bob, Type.Close, sid), 'sender disconnected', 'the end of the sender');

  alice = await Peer.connect(url, 'alice@one.example');
  sid = await link(alice, bob);
  bob.socket.terminate();
  equal(await reason(alice, Type.Close, sid), 'receiver disconnected', 'the end of the receiver');
  alice.send(Type.Data, { sid, seq: 2, pth, pay: Buffer.from('late') });
  equal(await reason(alice, Type.Reject, sid), 'unknown session', 'data that is too late');
});
