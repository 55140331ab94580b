// From starting `mizan serve` to its first answer, and what is resident then, before any query of facts.
"use strict";
const { sampleStore, sizeOf, median, megabytes, peak } = require("./base.js");
const { serve } = require("./server.js");

async function measure(settings) {
  const store = await sampleStore();
  const seconds = [], memory = [];
  for (let i = 0; i < settings.repeat; i++) {
    const server = await serve(settings, store, "/healthz");
    memory.push(peak(server.pid, "VmRSS"));
    seconds.push(server.seconds);
    await server.stop();
  }
  return [
    { measure: `serve a store of ${megabytes(sizeOf(store))}: first request answered after`, ours: `${median(seconds).toFixed(3)} s`,
      asked: "within 0.5 s", met: median(seconds) <= 0.5 },
    { measure: "resident before the first query", ours: megabytes(median(memory)), asked: "under 150 MB", met: median(memory) < 150e6 },
  ];
}

module.exports = { measure };
