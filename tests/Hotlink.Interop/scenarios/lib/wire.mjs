// The wire as SyftBox's clients write it, without a line of the relay's code.
import { decode, encode } from '@msgpack/msgpack';

export const Type = {
  System: 0, Error: 1, FileWrite: 2, Ack: 4, Nack: 5, AclManifest: 8,
  Open: 9, Accept: 10, Reject: 11, Data: 12, Close: 13, Signal: 14,
};

const envelope = Buffer.from([0x53, 0x42, 1, 1]);

/** A binary frame: envelope, then a map whose `dat` is a document of its own. */
export const packed = (id, typ, dat) => Buffer.concat([envelope, encode({ id, typ, dat: encode(dat) })]);

/** A text frame. Bytes travel as base64. */
export const text = (id, typ, dat) =>
  JSON.stringify({ id, typ, dat }, (key, value) => (value?.type === 'Buffer' ? Buffer.from(value.data).toString('base64') : value));

/** Whatever the relay sent, in one shape: the keys of its encoding, bytes as a Buffer. */
export function parse(data, isBinary) {
  if (!isBinary) {
    const { id, typ, dat } = JSON.parse(data);
    if (typeof dat.pay === 'string') dat.pay = Buffer.from(dat.pay, 'base64');
    return { id, typ, dat, isText: true };
  }

  if (!data.subarray(0, 4).equals(envelope)) throw new Error(`not an envelope: ${data.subarray(0, 8).toString('hex')}`);
  const { id, typ, dat } = decode(data.subarray(4));
  if (!(dat instanceof Uint8Array)) throw new Error('dat is not binary');
  const body = decode(dat, { useBigInt64: true });
  if (body.seq !== undefined) body.seq = Number(body.seq);
  if (body.pay !== undefined) body.pay = Buffer.from(body.pay);
  return { id, typ, dat: body, isText: false };
}
