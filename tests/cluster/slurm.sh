#!/usr/bin/env bash
# A small batch through a real Slurm of three nodes on this machine, one of which is lost in the middle; see README.md.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${COSTSIM:-$root/artifacts/bin/CostSim.Cli/release/costsim.dll}
trials=${TRIALS:-100000}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

skip() {
  echo "SKIPPED: the test with a real Slurm: $1"
  echo "0 passed, 0 failed"
  exit 0
}
[ "$(id -u)" -eq 0 ] || skip "it starts daemons, which takes root"
if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
  command -v apt-get >/dev/null || skip "there is no slurmctld and no apt-get"
  echo "installing slurm-wlm and munge"
  (apt-get update -q && DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -q --no-install-recommends slurm-wlm munge) >/dev/null 2>&1 || skip "slurm-wlm and munge cannot be installed"
fi
[ -f "$program" ] || dotnet build "$root/src/CostSim.Cli" -c Release >/dev/null || exit 1

work=$(mktemp -d)
host=$(hostname -s)
passed=0
failed=0
# What runs as part of a job of this Slurm and no other: by the environment that it was given.
tasks() { # number of the job; empty for all
  local file
  for file in /proc/[0-9]*/environ; do
    if grep -qzx "SLURM_CONF=$work/slurm.conf" "$file" 2>/dev/null && grep -qzxE "SLURM_JOB_ID=${1:-[0-9]+}" "$file" 2>/dev/null; then
      basename "$(dirname "$file")"
    fi
  done
}
kill_tasks() { # the same; the daemon of each step with it
  local pid parent
  for pid in $(tasks "${1:-}"); do
    parent=$(ps -o ppid= -p "$pid" | tr -d ' ')
    [ -n "$parent" ] && [ "$(ps -o comm= -p "$parent")" = slurmstepd ] && kill -9 "$parent"
    kill -9 "$pid" 2>/dev/null
  done
}
ended() { ! grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null; }
# Only what was started here: by the numbers that the daemons themselves wrote down.
stop() {
  local name pid
  kill_tasks
  # Each writes down what it knows before it ends, and needs those after it for that.
  for name in n1 n2 n3 slurmctld munged; do
    pid=$(cat "$work/$name.pid" 2>/dev/null)
    [ -n "$pid" ] && kill "$pid" 2>/dev/null && wait_for 15 ended "$pid"
  done
  [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap stop EXIT
check() { # name, command…
  local name=$1
  shift
  if "$@" >"$work/check" 2>&1; then
    passed=$((passed + 1))
    echo "ok: $name"
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
    tail -n 20 "$work/check"
  fi
}
end() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}
wait_for() { # seconds, command…
  local until=$(($(date +%s) + $1))
  shift
  while ! "$@" >/dev/null 2>&1; do
    [ "$(date +%s)" -lt "$until" ] || return 1
    sleep 0.3
  done
}

# Three nodes, a key of its own, nothing outside the folder. A node that says nothing for five seconds is lost.
chmod 755 "$work"
mkdir "$work/munge" "$work/state" "$work/scenarios"
chmod 711 "$work/munge"
(umask 077 && dd if=/dev/urandom of="$work/munge/key" bs=128 count=1 status=none)
cat >"$work/slurm.conf" <<CONF
ClusterName=costsim
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=5
CryptoType=crypto/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/%n.log
SlurmctldPort=${PORT:-16817}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=1,sched_interval=2,bf_interval=2
ReturnToService=2
SlurmdTimeout=5
SlurmctldTimeout=30
MpiDefault=none
JobRequeue=1
SlurmdParameters=config_overrides
NodeName=n[1-3] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((${PORT:-16817} + 4))-$((${PORT:-16817} + 6))] CPUs=1 RealMemory=4000
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
munged --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munged.pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" --num-threads=2 >"$work/munged.out" 2>&1 ||
  { cat "$work/munged.out"; skip "munged does not start"; }
slurmctld -i || skip "slurmctld does not start"
for node in 1 2 3; do slurmd -N n$node || skip "slurmd does not start"; done
idle() { [ "$(sinfo -h -N -t idle -o %N | sort -u | wc -l)" -eq 3 ]; }
wait_for 30 idle || { sinfo -N; tail -n 5 "$work"/*.log; skip "the nodes do not come up"; }
echo "three nodes are up"

costsim() { dotnet "$program" "$@"; }
options=(--trials "$trials" --keep 4096 --samples 5000 --no-plots)
for name in alpha beta; do
  costsim new $name >"$work/scenarios/$name.json"
done
sed -i 's/"seed": *[0-9]*/"seed": 11/' "$work/scenarios/beta.json"
cd "$work" || exit 1
costsim run scenarios "${options[@]}" --threads 2 --quiet --output expected || { echo "0 passed, 1 failed"; exit 1; }

submit() { costsim submit scenarios --engine slurm --output output --parts 7 --cpus 1 --memory 500 "${options[@]}"; }
check "a batch is handed over" submit
sed 's/^/  /' "$work/check"
# The array of the first scenario.
array=$(sed -nE 's/.*"array": "([0-9]+)".*/\1/p' output/alpha.parts/job.json)

# A part that still waits is taken back by hand: Slurm does not make it again.
cancelled=7
check "part $cancelled is taken back" scancel "${array}_$cancelled"

# A node is lost in the middle of a part: its slurmd, what Slurm started on it, and the part itself.
freeze() { # halts a part while it is being simulated, so that it cannot end before its node does
  read -r node index job <<<"$(squeue -h -r -j "$array" -t R -o '%N %K %A' | head -n 1)"
  [ -n "$job" ] && ls output/alpha.parts/"$index"-of-7.part.*tmp && kill -STOP $(tasks "$job") && [ ! -f "output/alpha.parts/$index-of-7.part" ]
}
wait_for 30 freeze
lose() {
  [ -n "$(tasks "$job")" ] || return 1
  kill -9 "$(cat "$work/$node.pid")"
  kill_tasks "$job"
  [ ! -f "output/alpha.parts/$index-of-7.part" ] && [ -z "$(tasks "$job")" ]
}
check "node $node is lost in the middle of part $index (job $job)" lose
down() { sinfo -h -n "$node" -o %t | grep -q down; }
check "Slurm notices the lost node" wait_for 40 down
costsim status output

empty() { [ -z "$(squeue -h)" ]; }
check "the queue empties" wait_for 150 empty
check "the lost part was made on another node" test -f "output/alpha.parts/$index-of-7.part"
check "the scenario that lost nothing is what run writes" diff -r expected/beta output/beta
failed_part() { costsim status output; [ $? -eq 3 ]; }
check "the status names the part that failed" failed_part
sed 's/^/  /' "$work/check"
check "and merging refused it by name" grep -q "$cancelled-of-7.part: missing" output/alpha.parts/log/merge.log
check "and wrote nothing" test ! -e output/alpha
check "only the missing part is handed over again" submit
sed 's/^/  /' "$work/check"
only() { grep -q "6 there, 0 in the queue, 1 to hand over" "$work/again" && grep -q "beta: complete" "$work/again"; }
cp "$work/check" "$work/again"
check "one part, and nothing of the other scenario" only
check "the queue empties again" wait_for 60 empty
check "the scenario with a lost node and a failed part is what run writes" diff -r expected/alpha output/alpha
merged() { costsim status output | grep -c ": merged," | grep -qx 2; }
check "the status says that both are merged" merged
check "run finds both complete" costsim run scenarios "${options[@]}" --output output
kept() { [ "$(grep -c 'kept, complete and the same' "$work/kept")" -eq 2 ]; }
cp "$work/check" "$work/kept"
check "makes neither again" kept
check "and leaves what it leaves of a batch of its own" diff -r -x '*.parts' -x run.log expected output
end
