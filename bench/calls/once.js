/**
 * A process from its start to its end: `once.js [<subject> [<url> [fetch]]]` does nothing, or imports the subject, or
 * makes one call by it as well. Prints its CPU time in ms and its memory in MB, both at the end.
 */
const [subject, url, givenFetch] = process.argv.slice(2);
if (subject) {
  const { connect } = await import(subject);
  if (url) await connect(url, givenFetch && { fetch: globalThis.fetch })();
}
const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e3, mb: process.memoryUsage.rss() / 1e6 }));
