// A server that speaks S3, with one bucket named "hotlink": node server.mjs FOLDER PORT. It ends with its standard input.
import S3rver from '@20minutes/s3rver';

const [directory, port] = process.argv.slice(2);
const server = new S3rver({
  directory,
  address: '127.0.0.1',
  port: Number(port),
  silent: true,
  // It leaves the slash at the end of a bucket's address out of its sum, and would refuse whoever signs what was sent.
  allowMismatchedSignatures: true,
  configureBuckets: [{ name: 'hotlink' }],
});
const address = await server.run();
console.log(`listens on ${address.port}`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
