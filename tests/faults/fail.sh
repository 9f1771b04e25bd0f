#!/usr/bin/env bash
# Makes single calls of a batch fail as a bad disk does; see README.md.
. "$(dirname "$0")/common.sh"
step=1
[ "${1:-}" = --quick ] && step=12
if ! command -v strace >/dev/null; then
  echo "SKIPPED: failing calls, for want of strace"
  end
  exit
fi

traced() { (cd "$work" && strace -f -qq -e trace="$1" "${@:2}" dotnet "$program" run scenarios --no-plots --quiet); }

for fault in fsync:EIO rename:EIO pwrite64:ENOSPC; do
  call=${fault%:*}
  rm -rf "$work/output"
  traced "$call" -o "$work/trace" >/dev/null 2>&1
  most=$(awk '{n[$1]++} END {for (i in n) if (n[i] > m) m = n[i]; print m + 0}' "$work/trace")
  points=0
  for k in $(seq 1 $step "$most"); do
    rm -rf "$work/output"
    traced "$call" -e inject="$call:error=${fault#*:}:when=$k" -o "$work/trace" >"$work/log" 2>&1
    code=$?
    points=$((points + 1))
    if ! grep -q INJECTED "$work/trace"; then
      continue
    fi

    # A manifest that is there must be true; what is not complete has none.
    wrong=$(cd "$work" && for folder in output/*/; do [ -f "$folder/manifest.json" ] && dotnet "$program" verify "$folder" 2>&1 >/dev/null; done)
    if [ $code -ne 7 ] && ! grep -q 'run.log' "$work/trace"; then
      failed=$((failed + 1))
      echo "FAILED: $fault at $k: exit $code"
      tail -n 3 "$work/log"
    elif [ -n "$wrong" ]; then
      failed=$((failed + 1))
      echo "FAILED: $fault at $k: a manifest that is not true: $wrong"
    else
      resumes "after $fault at $k"
    fi
  done
  echo "$call: failed at $points of $most calls"
done
end
