# Shared by the fault tests: a small batch and ways to compare what it leaves.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${COSTSIM:-$root/artifacts/bin/CostSim.Cli/release/costsim.dll}
[ -f "$program" ] || dotnet build "$root/src/CostSim.Cli" -c Release >/dev/null || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_EnableDiagnostics=0
# Methods with loops are compiled in haste first: no result changes, and a batch as small as this one takes a third less time.
export DOTNET_TC_QuickJitForLoops=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

mkdir -p "$work/scenarios"
for name in a b c d e; do
  cat >"$work/scenarios/$name.json" <<JSON
{
  "schemaVersion": 1, "name": "$name", "title": "Scenario $name", "run": { "trials": 256, "seed": 7 },
  "horizon": { "startYear": 2030, "years": 4, "priceBase": 2030 },
  "economy": { "discountRate": 0.03, "usdPerEur": 1.25, "postCostMEur": 0.1 },
  "conflict": { "onsetProbability": 0.1, "durationYears": 2 },
  "threatClasses": { "cruise": { "name": "Cruise missile", "hitProbability": 0.6, "damageShare": 0.25 } },
  "raids": { "strike": { "name": "Strike", "phase": "conflict", "ratePerYear": 2, "targets": { "port": 1 },
    "archetypes": { "ten": { "weight": 1, "attackers": { "cruise": 10 } } } } },
  "referenceRaid": { "archetypes": { "ten": { "weight": 1, "attackers": { "cruise": 10 } } } },
  "sites": { "port": { "name": "Port", "valueMEurPerYear": 1000 } },
  "procurement": { "decision": { "delayYears": 0.25 }, "negotiationYears": 0.25 },
  "missiles": { "dart": { "name": "Dart", "priceMUsd": 2.5 } },
  "systems": { "shield": { "name": "Shield",
    "cost": { "unitPriceMEur": { "type": "uniform", "min": 50, "max": 150 }, "contractShare": 0.4, "supportMEurPerYear": 6 },
    "schedule": { "leadYears": 0.5, "intervalYears": 1, "slip": 1.2, "trainingYears": 0.1 },
    "engagement": { "classes": { "cruise": { "killProbability": 0.7, "salvo": 2, "missile": "dart" } } },
    "ground": { "channels": 9, "readyMissiles": { "dart": 24 } } } },
  "options": { "nothing": { "name": "Nothing" },
    "shield": { "name": "Shield", "purchases": { "shield": { "system": "shield", "units": 2, "missiles": { "dart": 1000 }, "siting": ["port"] } } } }
}
JSON
done

# The same batch with a scenario that was changed after it was complete: its results are replaced, and compared with those before.
mkdir -p "$work/changed"
cp "$work"/scenarios/*.json "$work/changed"
sed -i 's/"max": 150/"max": 170/' "$work/changed/c.json"

# Which of the two: "scenarios", from nothing, or "changed", from the complete first.
set=scenarios
batch() { (cd "$work" && exec dotnet "$program" run "$set" --no-plots --quiet --output "${1:-output}"); }
tree() { (cd "$work/$1" && find . -type f ! -name run.log | LC_ALL=C sort | xargs sha256sum); }
start() {
  rm -rf "$work/output"
  [ "$set" = scenarios ] || cp -a "$work/expected-scenarios" "$work/output"
}
for set in scenarios changed; do
  [ "$set" = scenarios ] || cp -a "$work/expected-scenarios" "$work/expected-changed"
  batch "expected-$set" >"$work/log" 2>&1 || { cat "$work/log"; echo "0 passed, 1 failed"; exit 1; }
  tree "expected-$set" >"$work/expected-$set.sums"
done

# Whether the same command, run again, leaves what an uninterrupted run leaves.
resumes() {
  batch output >"$work/log" 2>&1
  local code=$?
  tree output >"$work/output.sums"
  if [ $code -eq 0 ] && cmp -s "$work/expected-$set.sums" "$work/output.sums"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $1, $set (exit $code)"
    tail -n 5 "$work/log"
    diff "$work/expected-$set.sums" "$work/output.sums" | head -n 5
  fi
}

end() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
