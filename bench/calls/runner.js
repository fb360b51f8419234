/**
 * A process that makes the calls of one subject: `runner.js <subject> <url> [fetch]`. It makes one, then as many as its
 * parent says, so many at a time, and tells what they took of CPU and of time in µs per call, and its memory in MB.
 */
const [subject, url, givenFetch] = process.argv.slice(2);
const { connect } = await import(subject);
const call = connect(url, givenFetch && { fetch: globalThis.fetch });
await call();

process.on("message", async ({ calls, width }) => {
  let left = calls;
  const work = async () => {
    while (left-- > 0) await call();
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: width }, work));
  const wall = ((performance.now() - start) * 1000) / calls;
  const { user, system } = process.cpuUsage(before);
  process.send({ cpu: (user + system) / calls, wall, rss: process.memoryUsage.rss() / 1e6 });
});
process.on("disconnect", () => process.exit());
process.send("ready");
