// MessagePack as Go's encoder writes it: fixed widths, keys in the order of the struct, time as an extension.

const concat = (...parts) => Buffer.concat(parts.flat());

export function str(value) {
  const bytes = Buffer.from(value);
  return concat(bytes.length < 32 ? Buffer.from([0xa0 | bytes.length]) : Buffer.from([0xd9, bytes.length]), bytes);
}

export function bin(bytes) {
  const head = Buffer.alloc(5);
  head[0] = 0xc6;
  head.writeUInt32BE(bytes.length, 1);
  if (bytes.length < 256) return concat(Buffer.from([0xc4, bytes.length]), bytes);
  return bytes.length < 65536 ? concat(Buffer.from([0xc5, bytes.length >> 8, bytes.length & 0xff]), bytes) : concat(head, bytes);
}

export const uint16 = (value) => Buffer.from([0xcd, value >> 8, value & 0xff]);

export function uint64(value) {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xcf;
  bytes.writeBigUInt64BE(BigInt(value), 1);
  return bytes;
}

export function int64(value) {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xd3;
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

/** Extension -1 of eight bytes: nanoseconds in the upper 30 bits, seconds in the lower 34. */
export function time(milliseconds) {
  const bytes = Buffer.alloc(10);
  bytes[0] = 0xd7;
  bytes[1] = 0xff;
  const nanoseconds = BigInt(milliseconds % 1000) * 1_000_000n;
  bytes.writeBigUInt64BE((nanoseconds << 34n) | BigInt(Math.floor(milliseconds / 1000)), 2);
  return bytes;
}

export const list = (...items) => concat(Buffer.from([0x90 | items.length]), ...items);

export const map = (fields) =>
  concat(Buffer.from([0x80 | Object.keys(fields).length]), ...Object.entries(fields).flatMap(([key, value]) => [str(key), value]));

export const frame = (id, typ, fields) =>
  concat(Buffer.from([0x53, 0x42, 1, 1]), map({ id: str(id), typ: uint16(typ), dat: bin(map(fields)) }));
