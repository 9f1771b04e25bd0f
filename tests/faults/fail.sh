#!/usr/bin/env bash
# Makes single calls of a batch fail as a bad disk does; see README.md.
. "$(dirname "$0")/common.sh"
step=1
# What only tells, or cleans up behind results that are complete, may fail without a failing run.
harmless='run.log\|/tmp/\|costsim-lock'
[ "${1:-}" = --quick ] && step=12
if ! command -v strace >/dev/null; then
  echo "SKIPPED: failing calls, for want of strace"
  end
  exit
fi

traced() { (cd "$work" && strace -f -qq -e trace="$1" "${@:2}" dotnet "$program" run "$set" --no-plots --quiet); }

for set in scenarios changed; do
  for fault in fsync:EIO rename:EIO pwrite64:ENOSPC unlink:EACCES mkdir:EDQUOT; do
    call=${fault%:*}
    start
    traced "$call" -o "$work/trace" >/dev/null 2>&1
    most=$(awk '{n[$1]++} END {for (i in n) if (n[i] > m) m = n[i]; print m + 0}' "$work/trace")
    points=0
    for k in $(seq 1 $step "$most"); do
      start
      traced "$call" -e inject="$call:error=${fault#*:}:when=$k" -o "$work/trace" >"$work/log" 2>&1
      code=$?
      points=$((points + 1))
      if ! grep -q INJECTED "$work/trace"; then
        continue
      fi

      # A manifest that is there must be true; what is not complete has none.
      wrong=$(cd "$work" && dotnet "$program" verify output 2>&1 >/dev/null | grep -v 'missing, so the results are not complete\|no results folder')
      if [ $code -ne 7 ] && ! grep INJECTED "$work/trace" | grep -q "$harmless"; then
        failed=$((failed + 1))
        echo "FAILED: $fault at $k, $set: exit $code, $(grep INJECTED "$work/trace")"
        tail -n 3 "$work/log"
      elif [ -n "$wrong" ]; then
        failed=$((failed + 1))
        echo "FAILED: $fault at $k, $set: a manifest that is not true: $wrong"
      else
        resumes "after $fault at $k"
      fi
    done
    echo "$call, $set: failed at $points of $most calls"
  done
done
end
