#!/usr/bin/env bash
# Does CostSim's expected evaluation say what two programs say that were written from its model page, trial by trial on the same draws?
# Engagements are enumerated in all of them, so that nothing is approximated but stocks that run short: as written, scenarios are compared within a bound, and to rounding
# with missiles that last. Scalar C# with MathNet's distributions knows
# nearly all of the model; plain numpy knows what the baseline uses while no stock runs short, and gets copies with ample missiles. What a
# program does not know it refuses by name: that is told, and is no agreement.
#
# Usage: bash tests/peers/compare.sh [--quick] [--time [ROUNDS]]
#   --quick: a few trials of each scenario and no means; --time: also how long each takes for a trial on one core, ROUNDS (3) in turn.
# Ends with "N passed, N failed"; exit code 1 when anything failed.
set -uo pipefail
cd "$(dirname "$0")/../.."
trials=64 quick="" rounds=0
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=1 trials=4 ;;
    --time) rounds=3; case ${2:-} in [1-9]*) rounds=$2; shift ;; esac ;;
    *) echo "unknown: $1"; exit 2 ;;
  esac
  shift
done
work=artifacts/peers
varied=10
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 DOTNET_gcConcurrent=0 DOTNET_TieredPGO=0
rm -rf "$work"
mkdir -p "$work"
passed=0 failed=0

[ -n "${BUILT:-}" ] || for project in src/CostSim.Cli tests/CostSim.Benchmarks tests/peers/Scalar; do
  dotnet build -c Release -v q "$project" > "$work/build.log" 2>&1 || { cat "$work/build.log"; echo "0 passed, 1 failed"; exit 1; }
done
costsim() { dotnet artifacts/bin/CostSim.Cli/release/costsim.dll "$@"; }
benchmarks() { dotnet artifacts/bin/CostSim.Benchmarks/release/CostSim.Benchmarks.dll "$@"; }
scalar() { dotnet artifacts/bin/CostSim.Peers.Scalar/release/CostSim.Peers.Scalar.dll "$@"; }

# A Python that has numpy and scipy; where there is none, one that can be given them.
python=""
find_python() {
  for one in python3 /usr/bin/python3; do
    if "$one" -c 'import numpy, scipy' 2> /dev/null; then python=$one; return 0; fi
  done
  return 1
}
if ! find_python; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    echo "installing python3-numpy and python3-scipy"
    { apt-get update && apt-get install -y python3-numpy python3-scipy; } > "$work/install.log" 2>&1
  fi
  find_python || echo "SKIPPED numpy: no Python with numpy and scipy here, and they could not be installed ($work/install.log)"
fi
numpy() { "$python" tests/peers/baseline_numpy.py "$@"; }
peers=scalar

verdict() { # what, exit code, log
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1))
    echo "ok: $1"
  else
    failed=$((failed + 1))
    echo "FAILED: $1"
    cat "$3"
  fi
}

# Runs scenarios, engagements enumerated, and hands the draws to the programs; `compared` counts those that they know.
compared=0
by_trial() { # how strictly (trials, short or far-short, see agree.py), trials, folder of results, scenarios…
  local mode=$1 trials=$2 output=$work/$3 run peer status
  shift 3
  costsim run "$@" --exact --quiet --force --no-plots --design mc --trials "$trials" --draws --output "$output" > "$output.log" 2>&1
  verdict "runs into $output" $? "$output.log"
  for run in "$output"/*/trials.csv; do
    run=$(dirname "$run")
    for peer in $peers; do
      $peer "$run/scenario.resolved.json" --draws "$run/draws.csv" --by-trial "$run/$peer.csv" > "$run/$peer.log" 2>&1
      status=$?
      if [ $status -eq 3 ]; then
        echo "refused: $(cat "$run/$peer.log"), so not $(basename "$run")"
        continue
      fi

      compared=$((compared + 1))
      [ $status -ne 0 ] || { python3 tests/peers/agree.py "$mode" "$run/trials.csv" "$run/$peer.csv" > "$run/$peer.log" 2>&1; status=$?; }
      verdict "$peer, $trials trials of $(basename "$run"), $(basename "$output")" $status "$run/$peer.log"
    done
  done
}

library=(baseline today s03-window-2029 s06-drone-saturation s09-fiscal-squeeze)
by_trial short $trials library $(printf "scenarios/belgium/%s.json " "${library[@]}")
[ $compared -eq ${#library[@]} ]
verdict "the scalar program knows all ${#library[@]} of the library" $? /dev/null

# Copies of scenarios in which missiles last.
ample() { # folder of results, folder of copies
  local run
  mkdir -p "$work/$2"
  for run in "$work/$1"/*/scenario.resolved.json; do
    python3 tests/peers/ample.py "$run" "$work/$2/$(basename "$(dirname "$run")").json" || exit 1
  done
}
ample library ample-scenarios
[ -z "$python" ] || peers="scalar numpy"
compared=0
by_trial trials $trials ample "$work"/ample-scenarios/belgium-{baseline,today}.json
[ $compared -eq $(($(wc -w <<<"$peers") * 2)) ]
verdict "$peers: all that run know two of these with ample missiles" $? /dev/null
peers=scalar
benchmarks vary write "$work/scenarios" $varied 100 || exit 1
compared=0
by_trial far-short $((trials * 2)) varied-as-written "$work"/scenarios/*.json
[ $compared -eq $varied ]
verdict "the scalar program knows all $varied varied scenarios as written" $? /dev/null
ample varied-as-written varied-ample
compared=0
by_trial trials $((trials * 2)) varied "$work"/varied-ample/*.json
[ $compared -eq $varied ]
verdict "the scalar program knows all $varied varied scenarios with ample missiles" $? /dev/null

if [ -z "$quick" ]; then
  own_means() { # program, scenario, trials
    local run=$work/own-$1/belgium-baseline
    costsim run "$2" --exact --quiet --force --no-plots --design mc --trials "$3" --samples none --seed 11 --output "$work/own-$1"
    $1 "$run/scenario.resolved.json" --trials "$3" --seed 3 --output "$work/$1-means.csv" > "$work/$1-means.log" 2>&1 &&
      python3 tests/peers/agree.py means "$run/summary.csv" "$work/$1-means.csv" > "$work/$1-means.log" 2>&1
    verdict "$1, $3 trials of its own of the baseline" $? "$work/$1-means.log"
  }
  own_means scalar "$work/ample-scenarios/belgium-baseline.json" 2000
  [ -z "$python" ] || own_means numpy "$work/ample-scenarios/belgium-baseline.json" 200
fi

# In turn, so that what else the machine does meets all alike; the least counts, since other work only ever adds.
least() { awk -v now="$2" -v before="${1:-1e99}" 'BEGIN { print now + 0 < before + 0 ? now : before }'; }
reported() { sed -n 's/.*least *\([0-9.]*\) median.*/\1/p'; }
ours="" by_numpy="" by_scalar="" by_plain="" resolved=$work/ample/belgium-baseline/scenario.resolved.json
for ((round = 0; round < rounds; round++)); do
  ours=$(least "$ours" "$(benchmarks throughput scenarios/belgium/baseline.json 40 | awk '/^all of the expected/ { print $(NF - 1) }')")
  [ -z "$python" ] || by_numpy=$(least "$by_numpy" "$(numpy "$work/ample-scenarios/belgium-baseline.json" --trials 20 | reported)")
  by_scalar=$(least "$by_scalar" "$(scalar "$resolved" --trials 500 | reported)")
  by_plain=$(least "$by_plain" "$(scalar "$resolved" --trials 250 --every-year | reported)")
done
line() { [ -z "$2" ] || awk -v what="$1" -v time="$2" -v ours="$ours" 'BEGIN { printf "%-58s %10.1f %8.1f\n", what, time, time / ours }'; }
if [ "$rounds" -gt 0 ]; then
  echo "Expected evaluation of the baseline on one core, least of $rounds rounds in turn"
  printf '%-58s %10s %8s\n' "" "us/trial" "ratio"
  line "CostSim" "$ours"
  line "numpy, years with the same forces once" "$by_numpy"
  line "C# and MathNet, years with the same forces once" "$by_scalar"
  line "C# and MathNet, every year of every option for itself" "$by_plain"
fi
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
