// As the Rust client writes: every key present, nil where there is nothing, the smallest integers, UUIDs.
import { equal, Peer, scenario } from './lib/peer.mjs';
import { Type } from './lib/wire.mjs';

await scenario(async (url) => {
  const alice = await Peer.connect(url, 'alice@one.example');
  const bob = await Peer.connect(url, 'bob@two.example');
  await alice.publishRules();
  const pth = 'alice@one.example/app_data/flow/rpc/feed.request';

  const sid = alice.open(pth, { frm: null, to: null });
  const open = await bob.accept(sid);
  equal(open.dat, { sid, pth, frm: alice.user }, 'the open, without a nil');
  await alice.next(Type.Accept);

  alice.send(Type.Data, { sid, seq: 1, pth, etg: '', pay: Buffer.from('one') });
  alice.send(Type.Data, { sid, seq: 2, pth, etg: '', pay: Buffer.from('two') });
  equal((await bob.next(Type.Data)).dat.pay.toString(), 'one', 'the first frame');
  equal((await bob.next(Type.Data)).dat.pay.toString(), 'two', 'the second frame');

  bob.send(Type.Signal, { sid, knd: 'sdp_offer', adr: [], tok: 'v=0', err: '' });
  equal((await alice.next(Type.Signal)).dat.tok, 'v=0', 'the offer');
  alice.send(Type.Signal, { sid, knd: 'sdp_answer', adr: ['10.0.0.1:5000'], tok: 'v=1', err: '' });
  equal((await bob.next(Type.Signal)).dat.adr, ['10.0.0.1:5000'], 'the answer');

  bob.send(Type.Close, { sid, rsn: '' });
  equal((await alice.next(Type.Close)).dat.sid, sid, 'the close');

  const directed = alice.open(pth, { frm: null, to: 'bob@two.example' });
  equal((await bob.next(Type.Open)).dat.to, 'bob@two.example', 'the directed open');
  bob.send(Type.Reject, { sid: directed, rsn: 'ipc unavailable' });
  equal((await alice.next(Type.Reject)).dat, { sid: directed, rsn: 'ipc unavailable' }, 'the reject');
});
