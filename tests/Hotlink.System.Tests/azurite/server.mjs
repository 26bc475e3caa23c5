// Azure's table service, with nothing in it: node server.mjs [CERTIFICATE KEY]. With a certificate it speaks TLS and takes tokens, too.
// AZURITE_ACCOUNTS names the account and its key. It ends with its standard input.
import configuration from 'azurite/dist/src/table/TableConfiguration.js';
import server from 'azurite/dist/src/table/TableServer.js';

const [certificate, key] = process.argv.slice(2);
const loose = false;
const inMemory = true;
const table = new server.default(new configuration.default(
  '127.0.0.1', 0, undefined, false, false, undefined, undefined, loose, false, certificate, key, undefined,
  certificate ? 'basic' : undefined, false, inMemory));
await table.start();
console.log(`listens on ${table.getHttpServerAddress()}`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
