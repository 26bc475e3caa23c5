// Pings, garbage and messages that are too large, from a client library that knows nothing of the relay.
import { equal, Peer, scenario } from './lib/peer.mjs';
import { Type } from './lib/wire.mjs';

await scenario(async (url) => {
  const alice = await Peer.connect(url, 'alice@one.example');
  const pong = new Promise((resolve) => alice.socket.on('pong', (data) => resolve(data.toString())));
  alice.socket.ping('are you there');
  equal(await pong, 'are you there', 'the pong');

  alice.socket.send('garbage');
  equal((await alice.next(Type.Error)).dat.Code, 400, 'the answer to garbage');
  alice.socket.close(1000, 'bye');
  equal((await alice.closed).code, 1000, 'the close');

  const noisy = await Peer.connect(url, 'noisy@four.example');
  for (let i = 0; i < 40; i++) noisy.socket.send(Buffer.from('garbage'));
  equal((await noisy.closed).code, 1007, 'the close for too much garbage');

  const large = await Peer.connect(url, 'large@four.example', 'json');
  large.socket.send(Buffer.alloc((8 << 20) + 1));
  equal((await large.closed).code, 1009, 'the close for a message that is too large');
});
