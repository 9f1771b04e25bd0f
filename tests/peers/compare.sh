#!/usr/bin/env bash
# The expected evaluation of the baseline by CostSim, by plain vectorised numpy and by scalar C# with MathNet's distributions, side by side:
# do they say the same, and how long does each take for a trial on one core?
#
# Usage: bash tests/peers/compare.sh [ROUNDS] [TRIALS]      (3 rounds in turn; 20,000 trials for the means)
# Exit code: 0 when all that could be run agree, 1 when any disagrees, 2 when nothing could be compared.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3} trials=${2:-20000} shared=2048
work=artifacts/peers
scenario=scenarios/belgium/baseline.json
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 DOTNET_gcConcurrent=0
mkdir -p "$work"

for project in src/CostSim.Cli tests/CostSim.Benchmarks tests/peers/Scalar; do
  dotnet build -c Release -v q "$project" > "$work/build.log" 2>&1 || { cat "$work/build.log"; exit 2; }
done
costsim() { dotnet artifacts/bin/CostSim.Cli/release/costsim.dll "$@"; }
throughput() { dotnet artifacts/bin/CostSim.Benchmarks/release/CostSim.Benchmarks.dll throughput "$scenario" 40; }
scalar() { dotnet artifacts/bin/CostSim.Peers.Scalar/release/CostSim.Peers.Scalar.dll "$work/shared/belgium-baseline/scenario.resolved.json" "$@"; }

# A Python that has numpy and scipy; where there is none, one that can be given them.
python=""
find_python() {
  for one in python3 /usr/bin/python3 "$work/venv/bin/python"; do
    if "$one" -c 'import numpy, scipy' 2> /dev/null; then python=$one; return 0; fi
  done
  return 1
}
find_python || {
  [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null || apt-get install -y python3-numpy python3-scipy > "$work/install.log" 2>&1 || true
  find_python || { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q numpy scipy; } >> "$work/install.log" 2>&1 || true
  find_python || echo "numpy is left out: no Python with numpy and scipy here, and they could not be installed ($work/install.log)"
}
numpy() { "$python" tests/peers/baseline_numpy.py "$work/shared/belgium-baseline/scenario.resolved.json" "$@"; }
agree() { "${python:-python3}" tests/peers/agree.py "$@" || failed=1; }

failed=0
costsim run "$scenario" --quiet --force --no-plots --threads 1 --design mc --trials $shared --draws --output "$work/shared"
costsim run "$scenario" --quiet --force --no-plots --threads 1 --design mc --trials "$trials" --samples none --seed 11 --output "$work/own"
summary=$work/own/belgium-baseline/summary.csv
run=$work/shared/belgium-baseline
peers="scalar"
[ -z "$python" ] || peers="numpy scalar"
for peer in $peers; do
  echo "$peer, on the $shared trials of a run of CostSim, trial by trial:"
  $peer --draws "$run/draws.csv" --by-trial "$work/$peer-trials.csv" > /dev/null
  agree trials "$run/trials.csv" "$work/$peer-trials.csv"
  echo "$peer, $trials trials of its own against as many of CostSim:"
  $peer --trials "$trials" --seed 3 --output "$work/$peer-means.csv" > /dev/null
  agree means "$summary" "$work/$peer-means.csv"
done

# In turn, so that what else the machine does meets all alike; the least counts, since other work only ever adds.
least() { awk -v now="$2" -v before="${1:-1e99}" 'BEGIN { print now + 0 < before + 0 ? now : before }'; }
reported() { sed -n 's/.*least *\([0-9.]*\) median.*/\1/p'; }
ours="" by_numpy="" by_scalar="" by_plain=""
for round in $(seq "$rounds"); do
  ours=$(least "$ours" "$(throughput | awk '/^all of the expected/ { print $(NF - 1) }')")
  [ -z "$python" ] || by_numpy=$(least "$by_numpy" "$(numpy --trials 4000 | reported)")
  by_scalar=$(least "$by_scalar" "$(scalar --trials 4000 | reported)")
  by_plain=$(least "$by_plain" "$(scalar --trials 1000 --every-year | reported)")
done
line() { [ -z "$2" ] || awk -v what="$1" -v time="$2" -v ours="$ours" 'BEGIN { printf "%-58s %10.1f %8.1f\n", what, time, time / ours }'; }
echo
echo "Expected evaluation of the baseline on one core, least of $rounds rounds in turn"
printf '%-58s %10s %8s\n' "" "us/trial" "ratio"
line "CostSim" "$ours"
line "numpy, years with the same forces once" "$by_numpy"
line "C# and MathNet, years with the same forces once" "$by_scalar"
line "C# and MathNet, every year of every option for itself" "$by_plain"
[ $failed -eq 0 ] || { echo "They disagree."; exit 1; }
