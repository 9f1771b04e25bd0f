#!/usr/bin/env bash
# Kills a batch at random moments, and at every call that changes the disk; see README.md.
. "$(dirname "$0")/common.sh"
rounds=${1:-200}
step=1
[ "$rounds" = --quick ] && { rounds=20; step=10; }

# How long the batch takes, for moments that hit it.
declare -A length hit
for set in scenarios changed; do
  start
  began=$(date +%s%N)
  batch output >/dev/null 2>&1
  length[$set]=$((($(date +%s%N) - began) / 1000000))
  hit[$set]=0
done
for round in $(seq "$rounds"); do
  # Every fifth round replaces results instead of making the first.
  set=scenarios
  [ $((round % 5)) -eq 0 ] && set=changed
  start
  # Without a function around it, so that the process killed is the program itself.
  (cd "$work" && exec dotnet "$program" run "$set" --no-plots --quiet) >/dev/null 2>&1 &
  pid=$!
  sleep "$(awk -v r="$RANDOM" -v l="${length[$set]}" 'BEGIN {printf "%.3f", r / 32768 * l / 1000}')"
  kill -9 "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  [ $? -eq 137 ] && hit[$set]=$((hit[$set] + 1))
  resumes "random kill $round"
done
echo "random kills that hit the running batch: ${hit[scenarios]} of a first one and ${hit[changed]} of a second one, in $rounds rounds"

if command -v strace >/dev/null; then
  for set in scenarios changed; do
    for call in pwrite64 fsync rename mkdir unlink; do
      start
      (cd "$work" && exec strace -f -qq -e trace=$call -o "$work/trace" dotnet "$program" run "$set" --no-plots --quiet >/dev/null 2>&1)
      # The count is each thread's own: the most that one thread makes.
      most=$(awk '{n[$1]++} END {for (i in n) if (n[i] > m) m = n[i]; print m + 0}' "$work/trace")
      points=0
      for k in $(seq 1 $step "$most"); do
        start
        { (cd "$work" && strace -f -qq -e trace=$call -e inject=$call:signal=KILL:when="$k" -o /dev/null dotnet "$program" run "$set" --no-plots --quiet >/dev/null 2>&1); } 2>/dev/null
        resumes "kill at $call $k"
        points=$((points + 1))
      done
      echo "$call, $set: killed at $points of $most calls"
    done
  done
else
  echo "SKIPPED: kills at every call, for want of strace"
fi
end
