// As the Go client writes: fixed widths, short hex ids, empty fields left out, time as an extension.
import { createHash } from 'node:crypto';
import { equal, md5, Peer, scenario } from './lib/peer.mjs';
import { Type } from './lib/wire.mjs';
import * as go from './lib/go.mjs';

await scenario(async (url) => {
  const alice = await Peer.connect(url, 'alice@one.example');
  const bob = await Peer.connect(url, 'bob@two.example');
  const carol = await Peer.connect(url, 'carol@three.example', 'json');
  const send = (id, typ, fields) => alice.socket.send(go.frame(id, typ, fields));
  await alice.publishRules();

  // A session.
  const [sid, pth] = ['00112233aabbccdd', 'alice@one.example/app_data/flow/_mpc/0_to_1/stream.tcp.request'];
  send('a1b2c3', Type.Open, { sid: go.str(sid), pth: go.str(pth) });
  const open = await bob.accept(sid);
  equal([open.id, open.dat], ['a1b2c3', { sid, pth, frm: alice.user }], 'the open');
  await alice.next(Type.Accept);
  for (let seq = 1; seq <= 100; seq++) {
    const pay = Buffer.alloc(60_000, seq);
    send('000001', Type.Data, { sid: go.str(sid), seq: go.uint64(seq), pth: go.str(pth), etg: go.str(md5(pay)), pay: go.bin(pay) });
  }

  for (let seq = 1; seq <= 100; seq++) {
    const { dat } = await bob.next(Type.Data);
    equal([dat.seq, dat.etg], [seq, md5(dat.pay)], 'the frame');
  }

  // A file, and one that is not what it says.
  const content = Buffer.from('forty-two');
  const fileWrite = (id, etag) => send(id, Type.FileWrite, {
    Path: go.str('alice@one.example/public/f.txt'), ETag: go.str(etag), Length: go.int64(content.length), Content: go.bin(content),
  });
  fileWrite('f00001', md5(content));
  equal((await alice.next(Type.Ack)).dat, { OriginalId: 'f00001' }, 'the acknowledgement');
  equal(Buffer.from((await bob.next(Type.FileWrite, (dat) => dat.Path.endsWith('f.txt'))).dat.Content).toString(), 'forty-two', 'the file');
  equal((await carol.next(Type.FileWrite, (dat) => dat.pth.endsWith('f.txt'))).dat.con, content.toString('base64'), 'the file in JSON');
  fileWrite('f00002', '0'.repeat(32));
  equal((await alice.next(Type.Nack)).dat.OriginalId, 'f00002', 'the refusal');

  // A manifest: every peer gets it as JSON text.
  const audience = createHash('sha256').update('bob@two.example').digest('hex').slice(0, 16);
  send('e00001', Type.AclManifest, {
    Version: Buffer.from([1]), Datasite: go.str(alice.user), For: go.str('bob@two.example'), ForHash: go.str(audience),
    Generated: go.time(Date.UTC(2026, 2, 2, 12, 0, 0, 500)),
    ACLOrder: go.list(go.map({ Path: go.str('alice@one.example/syft.pub.yaml'), Hash: go.str('h1') })),
  });
  const manifest = await bob.next(Type.AclManifest);
  equal([manifest.isText, manifest.dat.generated], [true, '2026-03-02T12:00:00.5Z'], 'the manifest');
  equal(manifest.dat.acl_order, [{ path: 'alice@one.example/syft.pub.yaml', hash: 'h1' }], 'its order');
});
