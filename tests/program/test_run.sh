#!/usr/bin/env bash
# What ./run does around the program, with a stand-in for the program and nothing to install or build:
# one sample company, whole or not at all; the next port where one is taken; a clean stop.
set -uo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
running=
connecting=
trap 'kill $running $connecting 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir -p tools build/release/bin
cp "$source/run" .
printf '#!/bin/sh\n' >tools/install-packages
cp tools/install-packages tools/build
cat >build/release/bin/mizan <<'END'
#!/usr/bin/env node
const [command, store, , address] = process.argv.slice(2);
const fs = require("node:fs");
if (command === "demo") {
  fs.appendFileSync("demos", "x");
  fs.mkdirSync(store);
  if (fs.existsSync("broken")) process.exit(3);
} else {
  const [host, port] = address.split(":");
  const server = require("node:http").createServer((_, answer) => answer.end("ok"));
  server.on("error", (error) => process.exit(error.code === "EADDRINUSE" ? 5 : 1));
  server.listen(Number(port), host, () => {
    fs.writeSync(1, `http://${address}\n` + (fs.existsSync("accounts") ? "" : `http://${address}/welcome#key=once\n`));
  });
  process.on("SIGTERM", () => { fs.writeFileSync("stopped", "cleanly"); process.exit(0); });
}
END
chmod +x tools/* build/release/bin/mizan

failures=0
expect() { # WHAT COMMAND...
    local what=$1
    shift
    "$@" >said 2>&1 && return
    echo "not so: $what"
    cat said
    failures=$((failures + 1))
}
said() { # waits until ./run has said something
    for _ in $(seq 100); do
        grep -q "$1" log && return
        sleep 0.1
    done
    cat log
    return 1
}
start() { # ARGUMENT...
    ./run "$@" >log 2>&1 &
    running=$!
}
stop() {
    kill -TERM "$running"
    wait "$running"
    status=$?
    running=
    return $status
}
# Below the ports that connections go out from.
port=$((20000 + RANDOM % 12000))

touch broken
./run "$port" >log 2>&1
expect "a sample that was not finished is no sample" test ! -e sample
rm broken

start "$port"
expect "it says which link makes the first account" said "Open this to begin:  http://127.0.0.1:$port/welcome#key=once"
expect "the sample is made" test -d sample
first=$running
./run "$port" >log2 2>&1 &
running=$!
mv log log1
ln -s log2 log
expect "a taken port is said" said "Port $port is in use"
expect "the next one is taken" said "http://127.0.0.1:$((port + 1))/welcome"
expect "the second ends cleanly" stop
# A connection goes out from a port where nobody listens.
node -e 'const socket = require("node:net").connect(+process.argv[1], "127.0.0.1",
    () => require("node:fs").writeFileSync("connected", String(socket.localPort)));
setTimeout(() => process.exit(0), 60000);' "$port" &
connecting=$!
for _ in $(seq 50); do
    [ -s connected ] && break
    sleep 0.1
done
busy=$(cat connected)
./run "$busy" >log2 2>&1 &
running=$!
expect "a port that a connection goes out from is said" said "Port $busy is in use"
expect "and one behind it is taken" said "Open this to begin"
expect "the third ends cleanly" stop
kill "$connecting"
rm -f stopped log
running=$first
expect "the first ends cleanly" stop
expect "the server was asked to stop" test "$(cat stopped)" = cleanly
expect "the sample was made once more after the failure and then kept" test "$(cat demos)" = xx
touch accounts
start "$port"
expect "it starts again, with the page's address" said "KPIs:  http://127.0.0.1:$port/"
printf '1\nmizan\nserve 127.0.0.1:%s\n' "$port" >sample/lock
expect "a company that is served already is said to be" \
    test "$(flock sample/lock ./run | tail -n 1)" = "The sample company is served already:  http://127.0.0.1:$port/"
expect "it ends cleanly again" stop
./run many >log 2>&1
expect "a port that is no number is refused" test $? = 2

[ $failures = 0 ] && echo "./run does what it says"
exit $((failures > 0))
