// What the samples are called with.

/** Where the server is, from --server URL; ends the program where it is not said. */
export function serverOf(program: string): string {
  const [flag, server] = process.argv.slice(2);
  if (flag !== '--server' || !server || !URL.canParse(server)) {
    console.error(`Usage: node ${program} --server http://localhost:5080`);
    process.exit(2);
  }
  return server;
}
